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
  /** All was looked at. */
  readonly sure: boolean
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
    ...looking(reading, countOf),
    waiting.length > 0 ? `No answer yet: ${kindsNamed(waiting.map(nameOf))}.` : '',
    ...ended.map((seen) => `${nameOf(seen)}: ${seen.ended}.`),
  ]
  const looked = kinds.reduce((sum, seen) => sum + lookedAtOf(seen), 0)
  const sure = kinds.length > 0 && coming.length + ended.length === 0
  return { notes: notes.filter((note) => note !== ''), calm: calmOf(kinds, looked, sure), sure }
}

function calmOf(kinds: readonly KindSeen[], looked: number, sure: boolean): string {
  if (kinds.length === 0) return 'There is nothing that you may look at here.'
  if (!sure) return 'Nothing is known to be wrong so far.'
  return `Nothing is wrong: ${grouped(looked)} objects looked at.`
}

/** From as many on it is told how many of them were looked at: fewer are there at once. */
const many = 500

type CountOf = (id: string) => unknown

function looking(reading: readonly KindSeen[], countOf: CountOf): readonly string[] {
  const isLong = (seen: KindSeen) => readOf(seen) > 0 || Number(countOf(seen.resource.id)) > many
  const [long, short] = [reading.filter(isLong), reading.filter((seen) => !isLong(seen))]
  return [
    ...long.map((seen) => lookedOf(seen, countOf(seen.resource.id))),
    short.length > 0 ? `Being read: ${kindsNamed(short.map(nameOf))}.` : '',
  ]
}

const readOf = ({ looked }: KindSeen): number => looked.reduce((sum, { read }) => sum + read, 0)

/** `Looked at 12,000 of 100,000 pods so far.` Where rows cannot be looked at before all are there they are read only. */
function lookedOf(seen: KindSeen, count: unknown): string {
  const [looked, read] = [lookedAtOf(seen), readOf(seen)]
  const [word, most] = looked === 0 && read > 0 ? ['Read', read] : ['Looked at', looked]
  const of = typeof count === 'number' ? ` of ${grouped(count)}` : ''
  return `${word} ${grouped(most)}${of} ${nameOf(seen)} so far.`
}

const nameOf = ({ resource }: KindSeen): string =>
  plural(resource.kind, resource.plural).toLowerCase()
