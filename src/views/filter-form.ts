/** The filter form over a list's rows: what was typed, where it breaks, and each filter with the way to be rid of it. */
import type { Broken, Filter, Filterable, Term } from '../live/filter.ts'
import type { TableRow } from '../kube.ts'
import { help, type Help } from './filter-help.ts'
import { ofField, ofTerm } from './filter-object.ts'
import type { ListContext } from './list-context.ts'
import { type ListState, type Read, writeList } from './query.ts'
import { hidden, type Hidden } from './hidden.ts'
import type { Link } from './shell.ts'

/** The filter box: a GET form, so that it works without JavaScript. */
export interface Form {
  readonly action: string
  /** Where what is offered comes from. */
  readonly hints: string
  readonly keep: readonly Hidden[]
  /** As they were typed, also where they make no sense. */
  readonly q: string
  readonly labels: string
  readonly fields: string
  /** The selectors' inputs are open: one of them is in use. */
  readonly open: boolean
  /** Null where all of it is understood. */
  readonly broken: Marked | null
  /** Which of the boxes make no sense. */
  readonly odd: {
    readonly q: boolean
    readonly labels: boolean
    readonly fields: boolean
    /** One of the two. */
    readonly selectors: boolean
  }
  readonly help: Help
  /** The box stays as it is on the page: somebody types in it. */
  readonly stays: boolean
}

/** What was typed, piece by piece, and why some of them cannot be understood. */
export interface Marked {
  readonly pieces: readonly { readonly text: string; readonly bad: boolean }[]
  /** Places are from 1. */
  readonly whys: readonly Why[]
  /** The rows stay those of the filter before. */
  readonly kept: boolean
}

/** A sentence, of which a part may lead to the same list with what was meant. */
export interface Why {
  readonly text: string
  readonly at: number
  readonly why: string
  readonly meant: Link | null
  readonly rest: string
}

/** One filter that is on. */
export interface Active {
  readonly text: string
  /** The same list without it. */
  readonly href: string
  /** The object that it is about. */
  readonly to?: Link | undefined
}

export function form(
  read: Read,
  context: ListContext,
  { wrong: broken }: Pick<Filter<TableRow>, 'wrong'>,
  over: Filterable<TableRow>,
): Form {
  const { state, wrong, typed = {} } = read
  const { urls, cluster, resource } = context
  const [q, labels, fields] = [
    typed['q'] ?? state.q,
    typed['l'] ?? state.labels,
    typed['fs'] ?? state.fields,
  ]
  const odd = (name: string) => wrong[name] !== undefined
  return {
    action: urls.list(cluster, resource.id),
    hints: urls.hints(cluster, resource.id),
    keep: hidden(writeList(state), ['q', 'l', 'fs', 'page']),
    q,
    labels,
    fields,
    open: labels !== '' || fields !== '',
    broken: broken.length === 0 ? null : marked(state, broken, context),
    help: help(over),
    stays: false,
    odd: {
      q: broken.length > 0 || odd('q'),
      labels: odd('l'),
      fields: odd('fs'),
      selectors: odd('l') || odd('fs'),
    },
  }
}

function marked(
  state: ListState,
  broken: readonly Broken[],
  { urls, cluster, resource }: ListContext,
): Marked {
  const typed = state.q
  const to = (q: string) => urls.list(cluster, resource.id, writeList(state, { q }))
  const pieces = broken.flatMap(({ from, text }, at) => [
    { text: typed.slice(broken[at - 1]?.to ?? 0, from), bad: false },
    { text, bad: true },
  ])
  const rest = { text: typed.slice(broken.at(-1)?.to), bad: false }
  return {
    pieces: [...pieces, rest].filter(({ text }) => text !== ''),
    whys: broken.map((one) =>
      why(one, to(typed.slice(0, one.from) + (one.meant ?? '') + typed.slice(one.to))),
    ),
    kept: false,
  }
}

/** @param href the same list with what was meant. */
function why({ text, from, why: said, meant = '' }: Broken, href: string): Why {
  const at = { text, at: from + 1 }
  const place = said.indexOf(meant)
  if (meant === '' || place < 0) return { ...at, why: said, meant: null, rest: '' }
  const rest = said.slice(place + meant.length)
  return { ...at, why: said.slice(0, place), meant: { text: meant, href }, rest }
}

/** @param rows of the page. In the order of their boxes; a term that makes no sense is one of them, so that it can go. */
export function active(
  state: ListState,
  terms: readonly Term[],
  context: ListContext,
  rows: readonly TableRow[],
): readonly Active[] {
  const { urls, cluster, resource } = context
  const to = (change: Partial<ListState>) =>
    urls.list(cluster, resource.id, writeList(state, change))
  const without = ({ from, to: end }: Term) =>
    `${state.q.slice(0, from)}${state.q.slice(end)}`.replaceAll(/\s+/g, ' ').trim()
  const parts = (selector: string, change: (left: string) => Partial<ListState>) =>
    requirements(selector).map((text, gone, all) => {
      const left = all.filter((_, at) => at !== gone).join(',')
      return { text, href: to(change(left)), to: ofField(text, context) ?? undefined }
    })
  return [
    ...terms.map((term) => ({
      text: term.text,
      href: to({ q: without(term) }),
      to: ofTerm(term, rows, context) ?? undefined,
    })),
    ...parts(state.labels, (labels) => ({ labels })),
    ...parts(state.fields, (fields) => ({ fields })),
    ...(state.status === null
      ? []
      : [{ text: `status=${state.status}`, href: to({ status: null }) }]),
  ]
}

/** A selector's parts: commas in brackets part nothing. */
const requirements = (selector: string): readonly string[] =>
  (selector.match(/(?:\([^)]*\)?|[^,(])+/g) ?? []).map((part) => part.trim()).filter(Boolean)
