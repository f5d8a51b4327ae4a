/** Logs as such containers would write them: the same lines for the same pod and moment, made when read. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { badRequest, invalid } from './failure.ts'
import { at, items, text } from './field.ts'
import { whole } from './read.ts'
import { type Voice, voice } from './voice.ts'
import type { World } from './world.ts'

/** One life of a container, in milliseconds; `end` null: it still runs. */
interface Run {
  readonly start: number
  readonly end: number | null
  readonly reason: string
}

export function log(call: Call, world: World, pod: KubeObject, response: ServerResponse): null {
  const container = chosen(call, pod)
  response.setHeader('content-type', 'text/plain')
  if (text(pod, 'spec.nodeName') === '') {
    response.end()
    return null
  }
  const run = life(call, pod, container)
  const speaker = voice(pod, container, run)
  const until = run.end ?? call.now
  const lines = speaker.between(first(call, speaker, run, until), speaker.before(until))
  const print = (line: readonly [ms: number, words: string]) =>
    call.query.get('timestamps') === 'true'
      ? `${new Date(line[0]).toISOString().replace('Z', '000000Z')} ${line[1]}\n`
      : `${line[1]}\n`
  const limit = whole(call.query, 'limitBytes') ?? Infinity
  response.write(Buffer.from(lines.map(print).join('')).subarray(0, limit))
  const follows = call.query.get('follow') === 'true' && run.end === null
  if (follows) follow(world, speaker, print, response)
  else response.end()
  return null
}

function chosen(call: Call, pod: KubeObject): string {
  const names = items(pod, 'spec.containers').map((one) => text(one, 'name'))
  const asked = call.query.get('container')
  if (!asked && names.length > 1)
    throw badRequest(
      `a container name must be specified for pod ${call.name}, choose one of: [${names.join(' ')}]`,
    )
  const name = asked || (names[0] ?? '')
  if (!names.includes(name)) throw badRequest(`container ${name} is not valid for pod ${call.name}`)
  return name
}

/** Which life is asked for; the kubelet's words where there is none. */
function life(call: Call, pod: KubeObject, container: string): Run {
  const status = items(pod, 'status.containerStatuses').find(
    (one) => text(one, 'name') === container,
  )
  const last = at(status, 'lastState.terminated')
  const named = `container "${container}" in pod "${pod.metadata.name}"`
  if (call.query.get('previous') === 'true') {
    if (last === undefined) throw badRequest(`previous terminated ${named} not found`)
    return ended(last)
  }
  const running = text(status, 'state.running.startedAt')
  if (running !== '') return { start: Date.parse(running), end: null, reason: '' }
  const over = at(status, 'state.terminated') ?? last
  if (over !== undefined) return ended(over)
  const reason = text(status, 'state.waiting.reason')
  const said = reason === 'ImagePullBackOff' ? 'trying and failing to pull image' : reason
  throw badRequest(`${named} is waiting to start: ${said}`)
}

const ended = (state: unknown): Run => ({
  start: Date.parse(text(state, 'startedAt')),
  end: Date.parse(text(state, 'finishedAt')),
  reason: text(state, 'reason'),
})

/** As a node keeps them: what is older was rotated away. */
const kept = 2000

/** The number of the first line that is wanted. */
function first(call: Call, speaker: Voice, run: Run, until: number): number {
  const tail = whole(call.query, 'tailLines')
  const seconds = whole(call.query, 'sinceSeconds')
  if (tail !== null && tail < 0) throw invalid('', 'PodLogOptions', call.name ?? '', negative(tail))
  const time = Date.parse(call.query.get('sinceTime') ?? '')
  const since = seconds === null ? time : call.now - seconds * 1000
  const after = Number.isNaN(since) ? 0 : speaker.before(Math.max(since - 1, run.start - 1))
  return Math.max(after, speaker.before(until) - Math.min(tail ?? kept, kept))
}

const negative = (tail: number) => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${tail}: must be greater than or equal to 0`,
  field: 'tailLines',
})

function follow(
  world: World,
  speaker: Voice,
  print: (line: readonly [number, string]) => string,
  response: ServerResponse,
): void {
  let next = speaker.before(world.clock())
  const timer = setInterval(() => {
    const now = speaker.before(world.clock())
    for (const line of speaker.between(next, now)) response.write(print(line))
    next = now
  }, 1000).unref()
  response.on('close', () => clearInterval(timer))
}
