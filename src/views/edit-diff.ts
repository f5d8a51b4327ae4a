/** What an edit changes, as lines: the person's own, and those that the API server changes besides. Pure. */
import { type Hunk, hunksOf, leavesOf, linesOf, Malformed, valuesOf } from '../edit.ts'
import { digits } from '../kube.ts'
import { bytes, counted } from './words.ts'
import { cut } from './room.ts'
import { yamlText } from './yaml-text.ts'

export interface DiffLine {
  /** `come`, `gone`; empty: the same before and after. */
  readonly look: '' | 'come' | 'gone'
  readonly sign: string
  /** Where it stands before and after, counted from 1; empty where it does not. */
  readonly before: string
  readonly after: string
  readonly text: string
  /** Changed by the API server, not by the person. */
  readonly server: boolean
}

export interface Diff {
  /** Stretches of lines with some around them. */
  readonly hunks: readonly (readonly DiffLine[])[]
  /** `2 lines added, 1 removed`; empty: nothing changes. */
  readonly count: string
  /** Something is the API server's own. */
  readonly server: boolean
  /** Said where not all is shown. */
  readonly cut: string
}

const around = 3
const most = { lines: 3000, line: 2000 }

/**
 * @param base as it is. @param mine as the person wrote it. @param result as the API server would store it.
 */
export function diffOf(base: string, mine: string, result: string): Diff {
  const [before, after] = [linesOf(base), linesOf(result)]
  const found = hunksOf(before, after)
  const whose = owners(before, after, mine)
  const stretches = together(found).map((hunks) => stretch(before, hunks, whose))
  const lines = stretches.flat()
  const shown = bounded(stretches)
  const added = lines.filter(({ look }) => look === 'come').length
  const removed = lines.filter(({ look }) => look === 'gone').length
  return {
    hunks: shown,
    count: lines.length === 0 ? '' : `${counted(added, 'line')} added, ${removed} removed`,
    server: lines.some(({ server }) => server),
    cut:
      shown.flat().length < lines.length
        ? `Shown are the first ${counted(shown.flat().length, 'line')} of ${lines.length}, ${bytes(result.length)} in all.`
        : '',
  }
}

interface Owners {
  /** Lines of the result that the person wrote, or left; lines of the base that the person took away. */
  readonly wrote: ReadonlySet<number>
  readonly took: ReadonlySet<number>
}

/** The person's own text, and the same in the server's form: quotes and indents are no changes. */
function owners(before: readonly string[], after: readonly string[], mine: string): Owners {
  const forms = [linesOf(mine), linesOf(likeServer(mine))]
  const wrote = forms.flatMap((form) => [...rest(after.length, hunksOf(after, form))])
  const left = forms.map((form) => rest(before.length, hunksOf(before, form)))
  const took = before.flatMap((_, at) => (left.some((each) => each.has(at)) ? [] : [at]))
  return { wrote: new Set(wrote), took: new Set(took) }
}

function likeServer(text: string): string {
  try {
    const value = valuesOf(text)
    // What names itself again and again has no end.
    leavesOf(value)
    return yamlText(value, digits)
  } catch (error) {
    if (error instanceof Malformed) return text
    throw error
  }
}

/** The lines that are in no hunk. */
function rest(length: number, hunks: readonly Hunk[]): ReadonlySet<number> {
  const kept = new Set(Array.from({ length }, (_, at) => at))
  for (const { from, to } of hunks) for (let at = from; at < to; at++) kept.delete(at)
  return kept
}

/** Hunks with little between them stand in one stretch. */
function together(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const found: Hunk[][] = []
  for (const hunk of hunks) {
    const last = found.at(-1)
    if (last !== undefined && hunk.from - (last.at(-1)?.to ?? 0) <= 2 * around) last.push(hunk)
    else found.push([hunk])
  }
  return found
}

function stretch(
  before: readonly string[],
  hunks: readonly Hunk[],
  { wrote, took }: Owners,
): readonly DiffLine[] {
  const [first, last] = [hunks[0], hunks.at(-1)]
  if (first === undefined || last === undefined) return []
  const lines: DiffLine[] = []
  let shift = first.at - first.from
  const same = (from: number, to: number) => {
    for (let at = Math.max(0, from); at < Math.min(to, before.length); at++)
      lines.push({ ...line(before[at], at, at + shift), server: false })
  }
  let done = first.from - around
  for (const { from, to, at, lines: come } of hunks) {
    same(done, from)
    for (let gone = from; gone < to; gone++)
      lines.push({ ...line(before[gone], gone, null), server: !took.has(gone) })
    for (const [index, text] of come.entries())
      lines.push({ ...line(text, null, at + index), server: !wrote.has(at + index) })
    done = to
    shift = at + come.length - to
  }
  same(done, done + around)
  return lines
}

const signs = { '': '', come: '+', gone: '−' }
const number = (at: number | null) => (at === null ? '' : String(at + 1))

function line(
  text: string | undefined,
  before: number | null,
  after: number | null,
): Omit<DiffLine, 'server'> {
  const look = before === null ? 'come' : after === null ? 'gone' : ''
  return {
    look,
    sign: signs[look],
    before: number(before),
    after: number(after),
    text: cut(text ?? '', most.line),
  }
}

function bounded(stretches: Diff['hunks']): Diff['hunks'] {
  let left = most.lines
  return stretches.flatMap((lines) => {
    const some = lines.slice(0, Math.max(0, left))
    left -= some.length
    return some.length === 0 ? [] : [some]
  })
}
