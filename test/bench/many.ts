/** P6, P8 and P18 by the size of the list, in a pod, and how long others wait meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, goals } from './figure.ts'
import { type InCluster, inCluster } from './in-cluster.ts'
import { figure } from './live.ts'
import type { Measurement, Work } from './work.ts'

const orders = ['sort=-restarts', 'sort=age', 'sort=status', 'sort=node']
const filters = ['q=a7', 'q=node:node-01', 'status=failing', 'sort=node&page=50']

/** Pages that the process has drawn before, from the API server's own order: it is in use, and not just compiled. */
const drawn = 200

/** At 10,000 pods of Deployments, or at the bare ones. */
export const many: Measurement = async (work) => {
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
    return figures(work, {
      idle: idle.now,
      filled: filled.now,
      cold,
      first,
      again,
      loading,
      sorting,
    })
  } finally {
    await at.stop()
  }
}

async function asked(at: InCluster, queries: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const query of queries) times.push(await at.time(at.list(query)))
  return times
}

interface Measured {
  readonly idle: number
  readonly filled: number
  readonly cold: number
  readonly first: readonly number[]
  readonly again: readonly number[]
  readonly loading: { readonly p99: number; readonly most: number }
  readonly sorting: { readonly p99: number; readonly most: number }
}

function figures({ pods }: Work, of: Measured): Figure[] {
  const count = pods.toLocaleString('en-US')
  const large = pods > 50_000
  const goal = (name: 'sort' | 'coldSort' | 'filled') =>
    goals[large ? (`${name}Many` as const) : name]
  const pod = 'in a pod’s environment, without a kubeconfig'
  const list = [...orders, ...filters].map((query) => `\`?${query}\``).join(', ')
  const loop =
    'the time beyond 1 ms that a turn of the event loop takes (monitorEventLoopDelay in the process)'
  return [
    figure(
      'P18',
      `a sort over ${count} pods, cold, until exact`,
      's',
      of.cold / 1000,
      goal('coldSort'),
      `\`?sort=-restarts\` of a new process ${pod}: request to last byte; all rows are read by a watch`,
    ),
    {
      id: 'P6',
      name: `sort or filter over ${count} pods, collection filled, asked for the first time`,
      unit: 'ms',
      values: of.first,
      goal: goal('sort'),
      how: `request to last byte, the page’s 100 rows drawn and compressed, by a process that has drawn ${drawn} pages: ${list}`,
    },
    {
      id: 'P6',
      name: `the same while the rows are kept in that order`,
      unit: 'ms',
      values: of.again,
      goal: goal('sort'),
      how: 'the same requests, twice more',
    },
    figure('P6', `longest slice of such work`, 'ms', of.sorting.most, goals.slice, loop),
    figure(
      '',
      `event-loop delay p99 while ${count} pods load`,
      'ms',
      of.loading.p99,
      goals.loop,
      `${loop}; at most ${of.loading.most.toFixed(0)} ms`,
    ),
    figure('P8', 'server RSS, idle', 'MB', of.idle, goals.idle, `VmRSS, ${pod}, 1 s after start`),
    figure(
      'P8',
      `server RSS, ${count} pods filled`,
      'MB',
      of.filled,
      goal('filled'),
      `VmRSS, ${pod}, 1 s after all of these requests; eight orders and filters kept`,
    ),
  ]
}
