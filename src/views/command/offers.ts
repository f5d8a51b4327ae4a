/** What the command box offers while one types: kinds, namespaces, clusters, and what else there is to say. Pure. */
import type { Resource } from '../../kube.ts'
import type { Hint } from '../hints.ts'
import { placed } from '../nav.ts'
import { plural } from '../words.ts'
import type { Around } from './around.ts'
import { type Behind, verbOf, verbs } from './verbs.ts'
import { behindColon, firstOf, type Word, words } from './words.ts'

/** Offers at once. */
const most = 10

type Offer = Pick<Hint, 'text' | 'note'>

/** The word in which somebody types, and those before it. */
export interface Half {
  readonly word: Word
  readonly before: readonly Word[]
}

/** @param typed up to where the caret stands. */
export function halfOf(typed: string): Half {
  const all = words(behindColon(typed))
  const last = all.at(-1)
  const open = last !== undefined && last.to === typed.length
  const end = { text: '', from: typed.length, to: typed.length }
  return open ? { word: last, before: all.slice(0, -1) } : { word: end, before: all }
}

/** What may stand there: their names have to be read first. */
export type Wanted = 'kinds' | Behind | null

export function wantedOf({ word, before }: Half, around: Around): Wanted {
  if ([word, ...before].some(({ text }) => text.startsWith('/'))) return null
  const last = before.at(-1)?.text ?? ''
  if (word.text.startsWith('@') || /^--(?:context|cluster)$/.test(last)) return 'clusters'
  if (/^(?:-n|--namespace)$/.test(last)) return 'namespaces'
  if (word.text.startsWith('-')) return null
  if (/^(?:|kubectl|k|get)$/.test(last)) return 'kinds'
  return before.length > 1 ? null : behind(last.toLowerCase(), around)
}

/** The second word. */
function behind(first: string, { discovery }: Around): Wanted {
  const behindVerb = verbOf(first)?.behind
  if (behindVerb !== undefined) return behindVerb
  return discovery.resolve(first)?.namespaced === true ? 'namespaces' : null
}

/** @param typed all that stands in the box. @param names of the namespaces that the person may see. */
export function offers(
  typed: string,
  half: Half,
  around: Around,
  names: readonly string[],
): readonly Hint[] {
  const { from, to, text } = half.word
  const found = offered(text, wantedOf(half, around), around, names)
  return found.slice(0, most).map(({ text: put, note }, index) => {
    const next = /[/]$/.test(put) || typed[to] === ' ' ? '' : ' '
    const front = typed.slice(0, from)
    const begun = /^\s*:/.test(typed) ? front : `:${front}`
    const q = begun + put + next + typed.slice(to)
    return { id: `go-${index}`, text: put, note, q, at: begun.length + put.length + next.length }
  })
}

function offered(
  text: string,
  wanted: Wanted,
  around: Around,
  names: readonly string[],
): readonly Offer[] {
  const like = text.replace(/^@/, '').toLowerCase()
  const fitting = (all: readonly string[]) => all.filter((name) => name.startsWith(like))
  if (wanted === 'namespaces') return fitting(names).map((name) => ({ text: name, note: '' }))
  if (wanted === 'clusters') {
    const sign = text.startsWith('@') ? '@' : ''
    const all = around.clusters.map(({ name }) => name)
    return all
      .filter((name) => name.toLowerCase().includes(like))
      .map((name) => ({ text: sign + name, note: '' }))
  }
  if (wanted === 'objects')
    return kinds(like, around).map(({ text: kind, note }) => ({ text: `${kind}/`, note }))
  return wanted === 'kinds' ? [...kinds(like, around), ...commands(like)] : []
}

function commands(like: string): readonly Offer[] {
  return Object.entries(verbs)
    .map(([names, { does }]) => ({ text: firstOf(names), note: does }))
    .filter(({ text }) => text.startsWith(like))
}

/** First a short name that is just this, then those that begin so, in the sidebar's order. */
function kinds(like: string, { discovery }: Around): readonly Offer[] {
  const rank = (resource: Resource) => {
    if (resource.shortNames.includes(like)) return 0
    return placed.has(resource.id) ? 1 : 2
  }
  return discovery.resources
    .filter(({ verbs: can }) => can.includes('list'))
    .filter((resource) => namesOf(resource).some((name) => name.startsWith(like)))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((resource) => {
      const { id, plural: many, kind, shortNames } = resource
      const text = discovery.resolve(many)?.id === id ? many : id
      return { text, note: [plural(kind, many), ...shortNames].join(' · ') }
    })
}

const namesOf = ({ plural: many, singular, shortNames, kind }: Resource) => [
  many,
  singular,
  ...shortNames,
  kind.toLowerCase(),
]
