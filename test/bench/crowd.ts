/** P11 and P12: a thousand viewers of one list, one identity. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Changing, changing } from './changing.ts'
import { type Figure, goals } from './figure.ts'
import { figure, quantile } from './live.ts'
import { type Measurement, portlight } from './work.ts'

const viewers = 1000
const changes = 10
/** Seconds over which access reviews are counted: rights are reviewed every 50. */
const counted = process.argv.includes('--long') ? 400 : 60
/** Milliseconds that a change has to reach them all. */
const patience = 3000

export const crowd: Measurement = async (work) => {
  const server = await portlight(work)
  const source = await changing(work)
  const before = await watches(source)
  const child = fork(fileURLToPath(new URL('viewers.ts', import.meta.url)), [
    `${server.url}${source.list}&watch=`,
    String(viewers),
  ])
  try {
    await once(child, 'message')
    const held = await server.memory()
    const open = (await watches(source)) - before
    const asked = async (): Promise<readonly (number | null)[]> => {
      child.send('what came')
      const [times] = (await once(child, 'message')) as [readonly (number | null)[]]
      return times
    }
    await asked()
    const waits: number[] = []
    const began = performance.now()
    const reviewed = await reviews(source)
    for (let turn = 0; turn < changes; turn += 1) {
      const { at } = await source.one()
      await sleep(patience)
      const times = await asked()
      waits.push(...times.map((time) => (time === null ? Infinity : Math.max(0, time - at))))
    }
    const after = await server.memory()
    await sleep(Math.max(0, counted * 1000 - (performance.now() - began)))
    const perSecond = ((await reviews(source)) - reviewed) / ((performance.now() - began) / 1000)
    return [...figures(Math.max(held.now, after.now), open, waits), reviewing(perSecond)]
  } finally {
    child.kill()
    await source.end()
    await server.stop()
  }
}

function figures(held: number, open: number, waits: readonly number[]): Figure[] {
  const who = `${viewers} gzip streams of one list of 50 rows, one identity`
  const came = waits.filter(Number.isFinite).length
  const how = `${who}; ${changes} changes one after the other, ${came} of ${waits.length} arrivals within ${patience / 1000} s, readers on the same two cores`
  return [
    figure(
      'P11',
      `fan-out p99, ${viewers} viewers`,
      'ms',
      quantile(waits, 0.99),
      goals.fanOut,
      how,
    ),
    figure(
      'P11',
      `server RSS, ${viewers} viewers`,
      'MB',
      held,
      goals.crowd,
      `VmRSS, the more of before and after the changes; ${who}`,
    ),
    figure(
      'P12',
      `watches on the API server for ${viewers} viewers`,
      'requests',
      open,
      goals.watches,
      `apiserver_longrunning_requests of configmaps, before and with them`,
    ),
  ]
}

function reviewing(perSecond: number): Figure {
  return figure(
    'P17',
    `access reviews for ${viewers} viewers of one identity`,
    'requests/s',
    perSecond,
    goals.reviews,
    `apiserver_request_total of SelfSubjectReview, SelfSubjectAccessReview and SelfSubjectRulesReview, over ${counted} s; all viewers with one credential, which is looked at once for all`,
  )
}

/** Reviews that the API server was asked for. */
async function reviews({ api }: Changing): Promise<number> {
  const { body } = await api.must('GET', '/metrics')
  return summed(body, /^apiserver_request_total\{.*resource="selfsubject/)
}

/** Watches of config maps that are open on the API server. */
async function watches({ api }: Changing): Promise<number> {
  const { body } = await api.must('GET', '/metrics')
  return summed(body, /^apiserver_longrunning_requests\{.*resource="configmaps".*verb="WATCH"/)
}

/** Of all lines of a metric. */
function summed(body: string, line: RegExp): number {
  return body
    .split('\n')
    .filter((each) => line.test(each))
    .reduce((sum, each) => sum + Number(each.split(' ').at(-1)), 0)
}
