/** Shells on a real node: how long a key takes to come back, what a slow reader and idle shells weigh. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, api } from '../cluster/api.ts'
import { type Figure, goals, median } from './figure.ts'
import { type InCluster, inCluster } from './in-cluster.ts'
import { cleared, made } from './people.ts'
import { type As, direct, overHttp, overSocket, type Shell, ticket } from './shell-wire.ts'
import type { Measurement, Work } from './work.ts'

const page = '/c/in-cluster/pods/real/running/exec'
const asked =
  '/api/v1/namespaces/real/pods/running/exec?container=web&command=sh&stdin=true&stdout=true&tty=true'
const keys = 600
const people = { group: 'portlight-bench-shells', count: 5, role: 'cluster-admin' }
/** Of one person at most. */
const each = 10
const big = 400 * 1024 * 1024

export const shell: Measurement = async (work) => {
  const at = await inCluster(work)
  const as = { url: at.process.url, headers: at.headers }
  const admin = api(work.cluster.server, work.cluster.ca, work.cluster.tokens.admin)
  try {
    return [...(await echoes(work, as)), ...(await idle(at, admin)), ...(await slow(at, as))]
  } finally {
    await at.stop()
    admin.close()
  }
}

/** A hundred keys of each in turn, so that all have the same machine. */
async function echoes({ cluster }: Work, as: As): Promise<Figure[]> {
  const { server, ca, tokens } = cluster
  const shells = [
    await direct({ server, ca, token: tokens.admin }, asked),
    await overSocket(as, await ticket(as, page)),
    await overHttp(as, await ticket(as, page)),
  ] as const
  const times = shells.map((): number[] => [])
  // A prompt first, and code that is warm.
  await sleep(1000)
  for (const one of shells) await hundred(one, [])
  for (let turn = 0; turn < keys / 100; turn += 1)
    for (const [i, one] of shells.entries()) await hundred(one, times[i] ?? [])
  for (const one of shells) one.close()
  return echoFigures(times)
}

function echoFigures([straight = [], socket = [], http = []]: readonly number[][]): Figure[] {
  const how = `${keys} keys one after the other into a shell on a real node, from sending to its echo, a hundred of each way in turn, after a hundred of each`
  const of = (name: string, all: readonly number[]): Figure => ({
    id: '',
    name: `${name}, p99`,
    unit: 'ms',
    values: [p99(all)],
    how: `${how}; median ${median(all).toFixed(2)} ms; p99 ${(p99(all) / p99(straight)).toFixed(1)} times that of the API server alone`,
  })
  return [
    of('a key and its echo, straight to the API server', straight),
    of('the same through Portlight, WebSocket', socket),
    of('the same through Portlight, plain requests', http),
  ]
}

async function hundred(to: Shell, times: number[]): Promise<void> {
  for (let count = 0; count < 100; count += 1) times.push(await key(to, 'x'))
}

async function key(to: Shell, text: string): Promise<number> {
  await sleep(3)
  const before = to.bytes()
  const began = performance.now()
  to.type(text)
  await to.more(before)
  return performance.now() - began
}

const p99 = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.99)] ?? Number.NaN

async function idle({ process }: InCluster, admin: Api): Promise<Figure[]> {
  const tokens = await made(admin, people)
  const open: Shell[] = []
  const before = await process.memory()
  for (const token of tokens)
    for (let count = 0; count < each; count += 1) {
      const as = { url: process.url, headers: { authorization: `Bearer ${token}` } }
      const one = await overSocket(as, await ticket(as, page))
      await one.more(0)
      open.push(one)
    }
  await sleep(5000)
  const { now } = await process.memory()
  for (const one of open) one.close()
  await cleared(admin, people)
  const how = `VmRSS, in a pod’s environment, 5 s after the last of ${open.length} shells of ${people.count} people was open, against the same process after three shells`
  const grown = ((now - before.now) * 1000) / open.length
  return [
    { id: '', name: `server RSS, ${open.length} idle shells`, unit: 'MB', values: [now], how },
    { id: '', name: 'of that, each shell', unit: 'kB', values: [grown], how },
  ]
}

async function slow({ process }: InCluster, as: As): Promise<Figure[]> {
  const before = await process.memory()
  const command = `dd if=/dev/zero bs=1048576 count=${big / 1024 / 1024}`
  const one = await overSocket(as, await ticket(as, page, command))
  one.hold(true)
  let most = 0
  const look = async () => (most = Math.max(most, (await process.memory()).now))
  for (let turn = 0; turn < 50; turn += 1) await Promise.all([look(), sleep(100)])
  const still = most
  const began = performance.now()
  one.hold(false)
  while (one.bytes() < big) await Promise.all([look(), sleep(50)])
  const seconds = (performance.now() - began) / 1000
  const how = `VmRSS above that before, in a pod’s environment; \`${command}\` in a container, to a reader that stands still for 5 s and then reads and acknowledges as a page does (${seconds.toFixed(0)} s)`
  return [
    {
      id: '',
      name: '400 MiB of output, the reader stands still: server RSS growth',
      unit: 'MB',
      values: [still - before.now],
      goal: goals.shellHeld,
      how,
    },
    {
      id: '',
      name: 'the same until all of it was read: at most',
      unit: 'MB',
      values: [most - before.now],
      goal: goals.shellHeld,
      how,
    },
  ]
}
