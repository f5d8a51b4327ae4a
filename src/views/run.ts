/** The page of a run: how far it is, what came of each object, how it goes on. Pure. */
import type { Run, State, Step } from '../runs.ts'
import type { Urls } from '../urls.ts'
import type { Tone } from './cell.ts'
import { live, type Live, silent } from './live.ts'
import type { Foot, Link, Shell } from './shell.ts'
import { counted, grouped } from './words.ts'

export interface RunHead {
  readonly title: string
  /** `7 of 12 done, 1 failed`. */
  readonly counts: string
  /** Of all of its objects those that are over. */
  readonly over: number
  readonly all: number
  readonly running: boolean
  /** Cancelled, while something is still under way. */
  readonly ending: boolean
  readonly said: string
  readonly tone: Tone
  readonly notes: readonly string[]
  /** Of the notes. */
  readonly noted: 'ok' | 'warn'
  /** What can be done about it: the buttons’ values and words. */
  readonly steps: readonly {
    readonly value: 'cancel' | 'go' | 'again'
    readonly text: string
    /** What most want. */
    readonly first: boolean
  }[]
  readonly action: string
  readonly ways: readonly Link[]
}

export interface RunRow {
  /** Of the element. */
  readonly id: string
  readonly name: string
  readonly href: string
  readonly namespace: string
  readonly state: State
  readonly tone: Tone
  readonly word: string
  readonly words: string
}

export interface RunPage {
  readonly shell: Shell
  readonly css: string
  readonly head: RunHead
  readonly rows: readonly RunRow[]
  /** Empty: it is over, nothing more comes. */
  readonly stream: string
  readonly live: Live
  readonly kubectl: string
  readonly foot: Foot
}

/** What its stream says: the head, and the rows that have changed, or all of them in a new order. */
export interface RunPatch {
  readonly head: RunHead
  readonly rows: readonly RunRow[]
  readonly all: readonly RunRow[]
  readonly live: Live
}

interface About {
  readonly cluster: string
  readonly urls: Urls
  /** Nothing can be changed through this Portlight. */
  readonly readOnly: boolean
}

const words: Readonly<Record<State, readonly [Tone, string]>> = {
  waiting: ['idle', 'waits'],
  doing: ['busy', 'under way'],
  done: ['ok', 'done'],
  skipped: ['idle', 'left alone'],
  failed: ['bad', 'failed'],
  unknown: ['warn', 'not known'],
}

/** One that waits though something of it was done. */
const begun = ['busy', 'begun'] as const

/** What somebody has to look at comes first. */
const order: readonly State[] = ['failed', 'unknown', 'doing', 'skipped', 'waiting', 'done']

/** In the order of their trouble. */
export function runRows({ steps }: Pick<Run, 'steps'>): readonly RunRow[] {
  const all = steps.map((step, at) => ({ row: rowOf(step, at), rank: order.indexOf(step.state) }))
  return all.toSorted((a, b) => a.rank - b.rank).map(({ row }) => row)
}

/** Those that have changed since then. */
export const rowsSince = ({ steps }: Pick<Run, 'steps'>, version: number): readonly RunRow[] =>
  steps.flatMap((step, at) => (step.version > version ? [rowOf(step, at)] : []))

function rowOf({ item, state, words: said }: Step, at: number): RunRow {
  const [tone, word] = state === 'waiting' && said !== '' ? begun : words[state]
  const own = state === 'done' && said !== ''
  return {
    id: `i${String(at)}`,
    name: item.name,
    href: item.href,
    namespace: item.namespace ?? '',
    state,
    tone,
    word: own ? said : word,
    words: own ? '' : said,
  }
}

export function runHead(run: Run, { cluster, urls, readOnly }: About): RunHead {
  const of = (state: State) => run.count(state)
  const all = run.steps.length
  const running = run.state === 'running'
  return {
    title: run.about.title,
    counts: countsOf(run),
    over: all - of('waiting') - of('doing'),
    all,
    running,
    ending: run.ending,
    ...verdict(run),
    notes: notesOf(run),
    noted: run.state === 'done' && of('done') === all ? 'ok' : 'warn',
    steps: readOnly ? [] : stepsOf(run),
    action: urls.run(cluster, run.id),
    ways: [
      ...run.about.ways.filter(({ later }) => later === undefined || (!running && later())),
      { text: 'All your runs', href: urls.runs(cluster) },
    ],
  }
}

function countsOf(run: Run): string {
  const rest = (['failed', 'unknown', 'skipped'] as const).filter((state) => run.count(state) > 0)
  const done = `${grouped(run.count('done'))} of ${grouped(run.steps.length)} done`
  const parted = run.parted === 0 ? [] : [`${grouped(run.parted)} begun`]
  const others = rest.map((state) => `${grouped(run.count(state))} ${words[state][1]}`)
  return [done, ...parted, ...others].join(', ')
}

function verdict(run: Run): { readonly said: string; readonly tone: Tone } {
  const left = run.count('waiting') - run.parted
  const unwell = run.count('failed') + run.count('unknown')
  const wait = left === 0 ? '' : ` ${counted(left, 'is', 'are')} left.`
  if (run.state === 'running') return { said: run.ending ? ending : '', tone: 'busy' }
  if (run.state === 'stopped') return { said: `${run.why}${wait}`, tone: 'bad' }
  if (run.state === 'cancelled')
    return { said: `It was cancelled. ${run.why}`.trim() + wait, tone: 'warn' }
  if (run.state === 'down')
    return {
      said: `Portlight goes down: it stopped.${wait} Begin it anew for what is left.`,
      tone: 'warn',
    }
  return { said: unwell > 0 ? 'It is over, and not all went well.' : '', tone: 'bad' }
}

const ending = 'It is being cancelled: what was sent comes to its end, nothing more is begun.'

function notesOf(run: Run): readonly string[] {
  const lost = run.count('unknown')
  const unsure =
    lost === 0
      ? []
      : [
          `No answer came for ${counted(lost, 'object')}: whether it was done is not known. Look at ${lost === 1 ? 'it' : 'them'} before you do it again.`,
        ]
  return [...(run.note === '' ? [] : [run.note]), ...unsure]
}

function stepsOf(run: Run): RunHead['steps'] {
  if (run.state === 'running')
    return run.ending ? [] : [{ value: 'cancel', text: 'Cancel', first: false }]
  // Nobody is there who could.
  if (run.state === 'down') return []
  const [left, failed] = [run.count('waiting'), run.count('failed')]
  const untouched = left > run.parted
  const text = untouched
    ? `Go on with the ${grouped(left)} left`
    : `Go on with the ${grouped(left)} begun`
  const go = { value: 'go', text, first: untouched } as const
  const also = left === 0 ? '' : `, and the ${grouped(left)} left`
  const again = {
    value: 'again',
    text: `Try the ${grouped(failed)} failed again${also}`,
    first: left === 0,
  } as const
  return [...(left > 0 ? [go] : []), ...(failed > 0 ? [again] : [])]
}

export const runLive = ({ state }: Run): Live => (state === 'running' ? live : silent)

/** All that somebody began, of those that are known. */
export interface RunsPage {
  readonly shell: Shell
  readonly css: string
  readonly runs: readonly {
    readonly title: string
    readonly href: string
    readonly counts: string
    readonly tone: Tone
    readonly word: string
  }[]
  readonly foot: Foot
}

const states: Readonly<Record<Run['state'], readonly [Tone, string]>> = {
  running: ['busy', 'under way'],
  done: ['ok', 'over'],
  stopped: ['bad', 'stopped'],
  cancelled: ['warn', 'cancelled'],
  down: ['warn', 'stopped'],
}

/** The newest first. */
export const runsOf = (
  runs: readonly Run[],
  { cluster, urls }: Pick<About, 'cluster' | 'urls'>,
): RunsPage['runs'] =>
  runs.map((run) => {
    const [tone, word] = states[run.state]
    const { title } = run.about
    return { title, href: urls.run(cluster, run.id), counts: countsOf(run), tone, word }
  })

/** The same for who asked for no page. */
export function runStatus(run: Run): object {
  const { title, resource } = run.about
  return {
    id: run.id,
    title,
    resource: resource.id,
    state: run.state,
    message: [run.why, run.note].filter((text) => text !== '').join(' '),
    counts: Object.fromEntries(order.map((state) => [state, run.count(state)])),
    items: run.steps.map(({ item: { id, name, namespace }, state, words: message }) => ({
      namespace,
      name,
      uid: id,
      state,
      message,
    })),
  }
}
