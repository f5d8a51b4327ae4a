/** P6, P8 and P18 by the size of the list, in a pod, and how long others wait meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, type Goal, goals, median } from './figure.ts'
import { type InCluster, inCluster, type Late, type Taken } from './in-cluster.ts'
import { figure } from './live.ts'
import { type Measurement, times, type Work } from './work.ts'

const orders = ['sort=-restarts', 'sort=age', 'sort=status', 'sort=node']
const filters = ['q=a7', 'q=node:node-01', 'status=failing', 'sort=node&page=50']

/** Pages that the process has drawn before, from the API server's own order: it is in use, and not just compiled. */
const drawn = 200

/** One after the other, each begins with nothing. */
const processes = 3

/** At 10,000 pods of Deployments, or at the bare ones. */
export const many: Measurement = async (work) =>
  figures(work, await times(processes, () => measured(work)))

async function measured(work: Work): Promise<Measured> {
  const at = await inCluster(work)
  try {
    await sleep(1_000)
    const idle = await at.process.memory()
    for (let turn = 0; turn < drawn; turn += 1) await at.time(at.list('page=2'))
    await at.late()
    const cold = await at.time(at.list('sort=-restarts'))
    const loading = await at.late()
    const first = await asked(at, [...orders.slice(1), ...filters])
    const sorting = await at.late()
    const again = await asked(at, [...orders, ...filters, ...orders, ...filters])
    await sleep(1_000)
    const filled = await at.process.memory()
    return { idle: idle.now, filled: filled.now, cold: cold / 1000, first, again, loading, sorting }
  } finally {
    await at.stop()
  }
}

const asked = (at: InCluster, queries: readonly string[]): Promise<Taken[]> =>
  times(queries.length, (run) => at.page(at.list(queries[run] ?? '')))

interface Measured {
  readonly idle: number
  readonly filled: number
  /** Seconds. */
  readonly cold: number
  readonly first: readonly Taken[]
  readonly again: readonly Taken[]
  readonly loading: Late
  readonly sorting: Late
}

const pod = 'in a pod’s environment, without a kubeconfig'
const loop =
  'the time beyond 1 ms that a turn of the event loop takes (monitorEventLoopDelay in the process)'

function figures({ pods }: Work, all: readonly Measured[]): Figure[] {
  const count = pods.toLocaleString('en-US')
  const large = pods > 50_000
  const goal = (name: 'sort' | 'coldSort' | 'filled') =>
    goals[large ? (`${name}Many` as const) : name]
  return [
    figure(
      'P18',
      `a sort over ${count} pods, cold, until exact`,
      's',
      all.map(({ cold }) => cold),
      goal('coldSort'),
      `\`?sort=-restarts\` of a new process ${pod}: request to last byte; all rows are read by a watch`,
    ),
    ...(['first', 'again'] as const).map((when) => sorted(when, count, all, goal('sort'))),
    figure(
      'P6',
      'longest slice of such work',
      'ms',
      all.map(({ sorting }) => sorting.most),
      goals.slice,
      `${loop}, while each order and filter is asked for the first time`,
    ),
    figure(
      '',
      `event-loop delay p99 while ${count} pods load`,
      'ms',
      all.map(({ loading }) => loading.p99),
      goals.loop,
      `${loop}; at most ${Math.max(...all.map(({ loading }) => loading.most)).toFixed(0)} ms`,
    ),
    figure(
      'P8',
      'server RSS, idle',
      'MB',
      all.map(({ idle }) => idle),
      goals.idle,
      `VmRSS, ${pod}, 1 s after start`,
    ),
    figure(
      'P8',
      `server RSS, ${count} pods filled`,
      'MB',
      all.map(({ filled }) => filled),
      goal('filled'),
      `VmRSS, ${pod}, 1 s after all of these requests; eight orders and filters kept`,
    ),
  ]
}

const ways = {
  first: {
    name: (count: string) =>
      `sort or filter over ${count} pods, collection filled, asked for the first time`,
    what: [...orders.slice(1), ...filters],
  },
  again: {
    name: () => 'the same while the rows are kept in that order',
    what: [...orders, ...filters],
  },
} as const

/** P6 is the server's own time; what the request took beside it. */
function sorted(
  when: 'first' | 'again',
  count: string,
  all: readonly Measured[],
  goal: Goal,
): Figure {
  const taken = all.flatMap((one) => one[when])
  const { name, what } = ways[when]
  const list = what.map((query) => `\`?${query}\``).join(', ')
  const whole = median(taken.map((one) => one.whole)).toFixed(0)
  return figure(
    'P6',
    name(count),
    'ms',
    taken.map(({ server }) => server),
    goal,
    `server time (Server-Timing), the page’s 100 rows drawn and compressed; request to last byte ${whole} ms; ${processes} processes that have drawn ${drawn} pages: ${list}`,
  )
}
