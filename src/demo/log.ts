/** Logs as such containers would write them: the same lines for the same pod and moment, made when read. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import { type Call, whole } from './call.ts'
import { fill, span, voices } from './data.ts'
import { badRequest, notHere } from './failure.ts'
import { at, fields, items, text } from './field.ts'
import type { World } from './world.ts'
import { chance } from './world/make.ts'

export function log(call: Call, world: World, pod: KubeObject, response: ServerResponse): null {
  const { query, now } = call
  if (query.has('limitBytes')) throw notHere('limitBytes of a log')
  const container = chosen(call, pod)
  const run = life(query.get('previous') === 'true', pod, container)
  const { before, line } = voice(pod, container, run)
  const [dated, early] = [query.get('timestamps') === 'true', since(call)]
  const tell = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) => line(from + index))
      .filter(({ ms }) => ms >= early)
      .forEach(({ ms, words }) => response.write(`${dated ? `${nanos(ms)} ` : ''}${words}\n`))
  let end = before(run.end ?? now)
  const tail = Math.min(whole(query, 'tailLines') ?? kept, kept)
  response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders()
  /* A line is written a little before or after its turn. */
  tell(Math.max(0, end - tail, before(early) - 2), end)
  const more = () => {
    const from = end
    end = before(world.clock())
    tell(from, end)
  }
  if (query.get('follow') === 'true' && run.end === null) {
    const timer = setInterval(more, 1000).unref()
    response.on('close', () => clearInterval(timer))
  } else response.end()
  return null
}

/** Milliseconds; as exact as the kubelet, to the second. */
function since({ query, now }: Call): number {
  const seconds = whole(query, 'sinceSeconds')
  if (seconds !== null) return now - seconds * 1000
  return Math.floor((Date.parse(query.get('sinceTime') ?? '') || 0) / 1000) * 1000
}

/** As a node keeps them: what is older was rotated away. */
const kept = 2000

const nanos = (ms: number) => new Date(ms).toISOString().replace('Z', '000000Z')

/** @throws Failure where the container is not one of the pod's, or none is named of several. */
export function chosen({ name, query }: Call, pod: KubeObject): string {
  const names = items(pod, 'spec.containers').map((one) => text(one, 'name'))
  const asked = query.get('container')
  const words = `a container name must be specified for pod ${name}, choose one of`
  if (!asked && names.length > 1) throw badRequest(`${words}: [${names.join(' ')}]`)
  const found = names.find((one) => !asked || one === asked)
  if (found === undefined) throw badRequest(`container ${asked} is not valid for pod ${name}`)
  return found
}

/**
 * Which life is asked for, in milliseconds, and why it ended; `end` null: it still runs. The kubelet's words
 * where there is none. A pod on no node has said nothing.
 */
function life(previous: boolean, pod: KubeObject, container: string) {
  if (text(pod, 'spec.nodeName') === '') return { start: 0, end: 0, reason: '' }
  const all = items(pod, 'status.containerStatuses')
  const status = all.find((one) => text(one, 'name') === container)
  const waits = text(status, 'state.waiting.reason')
  const state = at(status, previous || waits !== '' ? 'lastState' : 'state')
  const over = fields(state, 'terminated')
  const start = text(state, 'running.startedAt') || text(over, 'startedAt')
  const whose = `"${container}" in pod "${pod.metadata.name}"`
  const said = waits === 'ImagePullBackOff' ? 'trying and failing to pull image' : waits
  if (start === '' && previous) throw badRequest(`previous terminated container ${whose} not found`)
  if (start === '') throw badRequest(`container ${whose} is waiting to start: ${said}`)
  const end = text(over, 'finishedAt')
  return { start: Date.parse(start), end: Date.parse(end) || null, reason: text(over, 'reason') }
}

type Run = ReturnType<typeof life>

/** `before` counts the lines written before a moment, `line` makes one of them. */
function voice(pod: KubeObject, container: string, { start, end, reason }: Run) {
  const spec = items(pod, 'spec.containers').find((one) => text(one, 'name') === container)
  const spoken = voices.find((one) => RegExp(text(one, 'of')).test(reason || text(spec, 'image')))
  const every = end === null ? span(text(spoken, 'every')) : 2000
  const lines = items(spoken, 'lines')
  const seedOf = (turn: number) => `${pod.metadata.name}/${container}/${turn}`
  const written = (turn: number) => start + turn * every + chance(`${seedOf(turn)}ms`, every)
  const before = (ms: number) => {
    const turn = Math.floor((ms - start) / every)
    return Math.max(0, turn + (written(turn) < ms ? 1 : 0))
  }
  const last = end === null ? Infinity : before(end)
  const words = (turn: number, seed: string) =>
    items(spoken, 'ending').at(turn - last) ??
    items(spoken, 'trace')[turn % 211] ??
    lines[Math.floor((chance(seed, 1000) / 1000) ** 3 * lines.length)]
  const line = (turn: number) => {
    const [seed, ms] = [seedOf(turn), written(turn)]
    return { ms, words: String(fill(words(turn, seed), { ...details(seed, ms), now: ms })) }
  }
  return { before, line }
}

function details(seed: string, ms: number) {
  const iso = new Date(ms).toISOString()
  const [, day, month, year, time] = new Date(ms).toUTCString().split(' ')
  return {
    iso,
    clf: `${day}/${month}/${year}:${time} +0000`,
    ip: `198.51.100.${chance(`${seed}ip`, 250)}`,
    ms: 3 + chance(`${seed}took`, 90),
    n: 100 + chance(`${seed}n`, 9000),
    id: chance(`${seed}id`, 2 ** 32).toString(16),
  }
}
