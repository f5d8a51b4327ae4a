/** What a container says: line n of its life, made from the pod's name, n and the moment. */
import type { KubeObject } from '../kube.ts'
import { fill, span, voices } from './data.ts'
import { items, text } from './field.ts'
import { chance } from './world/make.ts'

/** One life of a container, in milliseconds; `end` null: it still runs. */
export interface Run {
  readonly start: number
  readonly end: number | null
  /** Why it ended. */
  readonly reason: string
}

/** `before` counts the lines written before a moment, `line` makes one of them. */
export function voice(pod: KubeObject, container: string, { start, end, reason }: Run) {
  const spec = items(pod, 'spec.containers').find((one) => text(one, 'name') === container)
  const spoken = voices.find((one) => RegExp(text(one, 'of')).test(reason || text(spec, 'image')))
  const every = end === null ? span(text(spoken, 'every')) : 2000
  const lines = items(spoken, 'lines')
  const seedOf = (at: number) => `${pod.metadata.name}/${container}/${at}`
  const written = (at: number) => start + at * every + chance(`${seedOf(at)}ms`, every)
  const before = (ms: number) => {
    const turn = Math.floor((ms - start) / every)
    return Math.max(0, turn + (written(turn) < ms ? 1 : 0))
  }
  const last = end === null ? Infinity : before(end)
  const words = (at: number, seed: string) =>
    items(spoken, 'ending').at(at - last) ??
    items(spoken, 'trace')[at % 211] ??
    lines[Math.floor((chance(seed, 1000) / 1000) ** 3 * lines.length)]
  const line = (at: number) => {
    const [seed, ms] = [seedOf(at), written(at)]
    return { ms, words: String(fill(words(at, seed), { ...details(seed, ms), now: ms })) }
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
