/** P13: what a page asks of the API server once identity and discovery are known. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { kubeconfig } from '../cluster/kubeconfig.ts'
import { type Counter, counter } from './counter.ts'
import { type Figure, goals } from './figure.ts'
import { listPath, type Measurement, page, portlight, type Work } from './work.ts'

const resources = ['pods', 'deployments.apps', 'configmaps', 'nodes'] as const

interface Cost {
  readonly path: string
  /** Requests as they came to the API server. */
  readonly asked: readonly string[]
  /** What the page itself says in its foot. */
  readonly told: number
}

export const calls: Measurement = async (work) => {
  const file = (name: string): Promise<string> =>
    readFile(join(dirname(work.cluster.kubeconfig), name), 'utf8')
  const identity = { cert: await file('apiserver.crt'), key: await file('apiserver.key') }
  const count = await counter(work.cluster.server, work.cluster.ca, identity)
  const folder = await mkdtemp(join(tmpdir(), 'portlight-bench-'))
  try {
    const config = join(folder, 'kubeconfig')
    const text = kubeconfig({ ...work.cluster, server: count.server })
    await writeFile(config, text, { mode: 0o600 })
    return await counted(work, config, count)
  } finally {
    count.close()
    await rm(folder, { recursive: true })
  }
}

async function counted(work: Work, config: string, count: Counter): Promise<Figure[]> {
  const server = await portlight(work, config)
  try {
    const lists: Cost[] = []
    const objects: Cost[] = []
    for (const resource of resources) {
      const list = listPath(resource)
      lists.push(await costOf(server.url, list, count))
      const object = firstObject(await page(`${server.url}${list}`), list)
      objects.push(await costOf(server.url, object, count))
    }
    return [
      figure('one list page', lists, goals.listCalls),
      figure('one object page', objects, goals.objectCalls),
    ]
  } finally {
    await server.stop()
  }
}

/** Of the second time that a page is asked for: what may be known is known. */
async function costOf(origin: string, path: string, count: Counter): Promise<Cost> {
  await page(`${origin}${path}`)
  await sleep(500)
  count.taken()
  const body = await page(`${origin}${path}`)
  await sleep(200)
  const told = Number(/(\d+) API calls?\b/.exec(body)?.[1])
  return { path, asked: count.taken(), told }
}

function firstObject(body: string, list: string): string {
  const row = body.slice(body.indexOf('<tr id="row-'))
  const link = new RegExp(`href="(${list}/[^"?#]+)"`).exec(row)?.[1]
  if (link === undefined) throw new Error(`${list} has no row with a link to its object.`)
  return link
}

/** The dearest page counts. */
function figure(what: string, costs: readonly Cost[], goal: Figure['goal']): Figure {
  const each = costs.map(({ path, asked }) => `${kindOf(path)} ${asked.length}`).join(', ')
  const dearest = costs.reduce((a, b) => (b.asked.length > a.asked.length ? b : a))
  const wrong = costs.filter(({ asked, told }) => asked.length !== told).map(({ path }) => path)
  const foot =
    wrong.length === 0
      ? 'the foot of each page says the same'
      : `the foot says otherwise of ${wrong.join(', ')}`
  const list = dearest.asked.map((one) => `\`${one}\``).join(', ')
  return {
    id: 'P13',
    name: `API requests for ${what}`,
    unit: 'requests',
    values: [dearest.asked.length],
    ...(goal !== undefined && { goal }),
    how: `counted by a proxy before the API server, second time asked; the dearest of ${each}; ${foot}; that is ${list}`,
  }
}

const kindOf = (path: string): string => path.split('/')[3] ?? path
