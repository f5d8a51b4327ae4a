/** How far the looking has come, and what of it cannot be known. Pure. */
import type { Count, KindSeen } from './overview-seen.ts'
import { isWhole, lookedAtOf } from './overview-seen.ts'
import { kindsNamed } from './reach.ts'
import { grouped, plural } from './words.ts'

interface Progress {
  /** What is not known of what is wrong, and why. */
  readonly notes: readonly string[]
  /** What may be said where nothing was found. */
  readonly calm: string
}

interface Given {
  readonly counts: readonly Count[]
  readonly kinds: readonly KindSeen[]
}

export function progress({ counts, kinds }: Given): Progress {
  const countOf = (id: string) => counts.find(({ resource }) => resource.id === id)?.count
  const ended = kinds.filter((seen) => seen.ended !== '')
  const coming = kinds.filter((seen) => seen.ended === '' && !isWhole(seen))
  const reading = coming.filter(({ looked }) => looked.length > 0)
  const waiting = coming.filter(({ looked }) => looked.length === 0)
  const notes = [
    ...reading.map((seen) => lookedOf(seen, countOf(seen.resource.id))),
    waiting.length > 0 ? `No answer yet: ${kindsNamed(waiting.map(nameOf))}.` : '',
    ...ended.map((seen) => `${nameOf(seen)}: ${seen.ended}.`),
  ]
  const looked = kinds.reduce((sum, seen) => sum + lookedAtOf(seen), 0)
  return {
    notes: notes.filter((note) => note !== ''),
    calm: calmOf(kinds, looked, coming.length + ended.length === 0),
  }
}

function calmOf(kinds: readonly KindSeen[], looked: number, whole: boolean): string {
  if (kinds.length === 0) return 'There is nothing that you may look at here.'
  if (!whole) return 'Nothing is known to be wrong so far.'
  return `Nothing is wrong: ${grouped(looked)} objects looked at.`
}

/** `Looked at 12,000 of 100,000 pods so far.` Where rows cannot be looked at before all are there they are read only. */
function lookedOf(seen: KindSeen, count: unknown): string {
  const looked = lookedAtOf(seen)
  const read = seen.looked.reduce((sum, each) => sum + each.read, 0)
  const [word, most] = looked === 0 && read > 0 ? ['Read', read] : ['Looked at', looked]
  const of = typeof count === 'number' ? ` of ${grouped(count)}` : ''
  return `${word} ${grouped(most)}${of} ${nameOf(seen)} so far.`
}

const nameOf = ({ resource }: KindSeen): string =>
  plural(resource.kind, resource.plural).toLowerCase()
