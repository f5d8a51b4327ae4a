/** The words for what is wrong with one object, or with several alike. Pure. */
import type { Problem, Status, Step, To, Trouble } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Cell } from './cell.ts'
import { type Bad, type Group, objectOf, some } from './overview-groups.ts'
import type { KindSeen } from './overview-seen.ts'
import { lastWords, type Warnings } from './overview-storms.ts'
import { cut } from './room.ts'
import { address, type Around, partAddress } from './said.ts'
import { counted, plural, sentence } from './words.ts'

export interface Line {
  readonly tone: Bad
  readonly text: string
  /** What it is seen by. */
  readonly evidence: string
  /** Who has it, and what to look at next. */
  readonly links: readonly Cell[]
}

/** What words are made with: addresses, and what events say. */
export interface Telling extends Around {
  /** Where the last words about an object are looked for. */
  readonly warned: readonly Warnings[]
}

/** Names that stand beside what several have. */
const named = 3
/** Characters of a line and of what it is seen by. */
const most = { text: 240, evidence: 180 }

/** Of a group that is told of its owner, or of all of it together: `12 pods keep ending: exit 1`. */
export function together(group: Group, telling: Telling): Line {
  const { seen, tone, rows, first } = group
  const object = objectOf(first)
  const trouble = seen.kind.trouble?.(object) ?? null
  const [problem] = seen.kind.problems(object, telling.now)
  const names = some(rows, named).map((row) => nameCell(seen, row, telling))
  const more = rows.size - names.length
  return {
    tone,
    text: cut(shared(group, trouble), most.text),
    evidence: evidenceOf(problem, seen, first, telling, trouble?.cause ?? ''),
    links: [
      ...names,
      ...(more > 0 ? [{ text: `and ${more} more` }] : []),
      ...nextOf(seen, first, telling),
    ],
  }
}

function shared(group: Group, trouble: Trouble | null): string {
  if (trouble === null) return statusWords(group.seen.kind.status(objectOf(group.first)))
  const verb = trouble.verbs[group.rows.size === 1 ? 0 : 1]
  return `${howMany(group)} ${verb}${causeOf(trouble)}`
}

const causeOf = ({ cause }: Trouble): string => (cause === '' ? '' : `: ${cause}`)

const statusWords = (status: Status | null): string =>
  [status?.word, status?.reason].filter(Boolean).join(': ')

export const howMany = ({ seen: { resource }, rows }: Group): string =>
  counted(
    rows.size,
    sentence(resource.kind).toLowerCase(),
    plural(resource.kind, resource.plural).toLowerCase(),
  )

/** Of one object alone: what its own page says, in short. */
export function alone(group: Group, row: TableRow, telling: Telling): readonly Line[] {
  const { seen, tone } = group
  const object = objectOf(row)
  const trouble = seen.kind.trouble?.(object) ?? null
  const [first, ...rest] = seen.kind
    .problems(object, telling.now)
    .filter((each) => each.tone !== 'idle')
  const words = trouble && `It ${trouble.verbs[0]}${causeOf(trouble)}`
  const text = words ?? first?.title ?? statusWords(seen.kind.status(object))
  const line = {
    tone,
    text: cut(text, most.text),
    evidence: evidenceOf(first, seen, row, telling, trouble?.cause ?? ''),
    links: nextOf(seen, row, telling),
  }
  return words === null ? [line, ...rest.slice(0, 2).map(lineOf)] : [line]
}

export const lineOf = (problem: Problem): Line => ({
  tone: problem.tone === 'bad' ? 'bad' : 'warn',
  text: cut(problem.title, most.text),
  evidence: '',
  links: [],
})

/** What the object says, else what was said of it last. */
function evidenceOf(
  problem: Problem | undefined,
  { resource }: KindSeen,
  { meta }: TableRow,
  { warned }: Telling,
  already: string,
): string {
  const told = (problem?.evidence ?? []).filter((text) => text !== '')
  const own = told.filter((text) => !isSaid(text, already)).join(' ')
  const { namespace, name } = meta
  const about = { kind: resource.kind, name, ...(namespace !== undefined && { namespace }) }
  return short(told.length === 0 ? lastWords(warned, about) : own)
}

/** Evidence that is the whole of which the line says what matters. */
const isSaid = (text: string, already: string): boolean => already !== '' && text.includes(already)

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > most.evidence ? `${line.slice(0, most.evidence - 1).trimEnd()}…` : line
}

export function nameCell({ resource }: KindSeen, { meta }: TableRow, around: Around): Cell {
  const href = address(placeOf(resource.id, meta), around)
  return { text: cut(meta.name, 253), ...(href !== '' && { href }) }
}

export const placeOf = (resource: string, meta: TableRow['meta']): To => ({
  resource,
  namespace: meta.namespace,
  name: meta.name,
})

/** The first step that leads to what it said. */
function nextOf(seen: KindSeen, row: TableRow, around: Around): readonly Cell[] {
  const steps = seen.kind
    .problems(objectOf(row), around.now)
    .flatMap(({ next }) => next)
    .filter(({ part }) => part === 'logs')
  return steps.slice(0, 1).flatMap((step) => {
    const href = stepTo(step, placeOf(seen.resource.id, row.meta), around)
    return href === '' ? [] : [{ text: cut(step.text, 120), href }]
  })
}

const stepTo = (step: Step, self: To, around: Around): string =>
  step.part === undefined ? '' : partAddress(step.to ?? self, step.part, step.query, around)
