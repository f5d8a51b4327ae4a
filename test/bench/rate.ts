/** Five hundred changes a second in a list of all pods, while people look at it in several orders. */
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, api } from '../cluster/api.ts'
import { type Figure, goals } from './figure.ts'
import { type InCluster, inCluster } from './in-cluster.ts'
import { figure, quantile } from './live.ts'
import { rawWatch, type Told } from './raw-watch.ts'
import type { Measurement, Work } from './work.ts'

const perSecond = 500
const seconds = 20
/** Pods that change in turn; the first hundred of the list stand among them. */
const changing = 600
/** Patches under way at a time: with 96 an API server on two cores ends every watch for being slow, anyone's. */
const most = 16
const label = 'bench-tick'
const shown = `cols=name,restarts,label:${label}`
/** Lists of all pods that are followed: in the order of this one the changing rows come first. */
const seen = `${shown}&sort=-restarts`
const others = ['sort=age', 'sort=-node', 'q=a7', 'status=failing'].map(
  (query) => `${shown}&${query}`,
)

export const rate: Measurement = async (work) => {
  const at = await inCluster(work)
  const { server, ca, tokens } = work.cluster
  const to = api(server, ca, tokens.admin, most)
  const [arrived, raw]: [Told[], Told[]] = [[], []]
  const over = new AbortController()
  try {
    for (const query of [seen, ...others]) await at.time(at.list(query))
    follow(at, seen, over.signal, arrived)
    for (const query of others) follow(at, query, over.signal, [])
    const { body } = await to.must('GET', '/api/v1/pods?limit=1')
    const { metadata } = JSON.parse(body) as { metadata: { resourceVersion: string } }
    rawWatch(work.cluster, { label, version: metadata.resourceVersion }, over.signal, raw)
    await sleep(3_000)
    await at.late()
    const before = await at.process.busy()
    const sent = await changes(to)
    const busy = ((await at.process.busy()) - before) / seconds
    const late = await at.late()
    const found = () => {
      const keys = new Set(arrived.map(({ key }) => key))
      const own = sent.filter(({ key }) => keys.has(key))
      return { came: waits(own, arrived), raw: waits(own, raw) }
    }
    await settled(() => Object.values(found()).flat().every(Number.isFinite))
    return figures(work, sent.length / seconds, found(), busy, late)
  } finally {
    over.abort()
    to.close()
    await at.stop()
  }
}

/** What an API server is slow to tell comes later: half a minute at most. */
async function settled(all: () => boolean): Promise<void> {
  for (let tries = 0; tries < 60 && !all(); tries += 1) await sleep(500)
}

async function changes(to: Api): Promise<readonly Told[]> {
  const { body } = await to.must('GET', `/api/v1/pods?limit=${changing}`)
  const { items } = JSON.parse(body) as {
    items: readonly { readonly metadata: { readonly name: string; readonly namespace: string } }[]
  }
  const sent: Told[] = []
  const under = new Set<Promise<void>>()
  const began = performance.now()
  // Higher than what a run before this one has left.
  const first = Date.now()
  const one = async (turn: number) => {
    const { name, namespace } = items[turn % items.length]!.metadata
    const value = first + turn
    const change = { metadata: { labels: { [label]: String(value) } } }
    const path = `/api/v1/namespaces/${namespace}/pods/${name}`
    await to.must('PATCH', path, change, 'application/merge-patch+json')
    sent.push({ key: `${namespace}/${name}`, value, at: Date.now() })
  }
  for (let turn = 0; performance.now() - began < seconds * 1000; turn += 1) {
    const patch = one(turn).finally(() => under.delete(patch))
    under.add(patch)
    while (under.size >= most) await Promise.race(under)
    await sleep(Math.max(0, ((turn + 1) * 1000) / perSecond - (performance.now() - began)))
  }
  await Promise.all(under)
  return sent
}

const row = new RegExp(
  `data-key="([^"]+)"(?:(?!data-key).)*?data-col="label:${label}"[^>]*>(?:<[^>]*>)*(\\d+)`,
  'gs',
)

/** Notes each row that a list's stream brings, with the label's value. */
function follow(at: InCluster, query: string, signal: AbortSignal, into: Told[]): void {
  const url = `${at.process.url}${at.list(`${query}&watch=`)}`
  const { authorization = '' } = at.headers
  const ended = () => {
    if (!signal.aborted) console.error(`${url} has ended`)
  }
  const sent = request(url, { agent: false, signal, headers: { authorization } }, (answer) => {
    let text = ''
    answer.on('end', ended)
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const end = text.lastIndexOf('\n\n')
      if (end < 0) return
      for (const [, key = '', value] of text.slice(0, end).matchAll(row))
        into.push({ key, value: Number(value), at: Date.now() })
      text = text.slice(end)
    })
  })
  sent.on('error', (error) => {
    if (!signal.aborted) throw error
  })
  sent.end()
}

/** Milliseconds until the page's row says what was sent or what was sent after it; of rows that never stood in it nothing. */
function waits(sent: readonly Told[], arrived: readonly Told[]): number[] {
  const byKey = Map.groupBy(arrived, ({ key }) => key)
  return sent.flatMap(({ key, value, at }) => {
    const rows = byKey.get(key)
    if (rows === undefined) return []
    const found = rows.find((each) => each.value >= value)
    return [found === undefined ? Infinity : Math.max(0, found.at - at)]
  })
}

function figures(
  { pods }: Work,
  reached: number,
  { came, raw }: { readonly came: readonly number[]; readonly raw: readonly number[] },
  busy: number,
  late: { readonly p99: number; readonly most: number },
): Figure[] {
  const count = pods.toLocaleString('en-US')
  const how = `${reached.toFixed(0)} changes/s over ${seconds} s of ${changing} of ${count} bare pods, straight to the API server (at most ${most} patches under way), five orders and filters of all pods followed; ${came.filter(Number.isFinite).length} of ${came.length} changes of rows on the page came`
  return [
    figure(
      '',
      `changes of ${count} pods, API event to stream, p99`,
      'ms',
      quantile(came, 0.99),
      goals.held,
      how,
    ),
    figure(
      '',
      'the same changes on the API server’s own watch, p99',
      'ms',
      quantile(raw, 0.99),
      undefined,
      `a watch of their metadata by the bench, without Portlight; ${how}`,
    ),
    figure(
      '',
      'event-loop delay p99 meanwhile',
      'ms',
      late.p99,
      goals.loop,
      `at most ${late.most.toFixed(0)} ms; ${how}`,
    ),
    figure(
      '',
      'server busy meanwhile',
      '%',
      busy * 100,
      undefined,
      `CPU time of the process against the clock; ${how}`,
    ),
  ]
}
