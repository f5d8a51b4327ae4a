/** What a container says: line n of its life, made from the pod's name, n and the moment. */
import type { KubeObject } from '../kube.ts'
import { fields, items, text } from './field.ts'
import { fill, span } from './world/fill.ts'
import { chance, voices } from './world/make.ts'

export interface Voice {
  /** How many lines were written before a moment. */
  before(ms: number): number
  /** Lines `from` up to before `to`, with their moments. */
  between(from: number, to: number): readonly (readonly [ms: number, words: string])[]
}

export function voice(
  pod: KubeObject,
  container: string,
  run: { readonly start: number; readonly end: number | null; readonly reason: string },
): Voice {
  const spoken = fields(voices, speaker(pod, container))
  const [lines, trace] = [items(spoken, 'lines'), items(spoken, 'trace')]
  const ending = items(voices, `endings.${run.reason}`)
  const every = Math.min(span(text(spoken, 'every')), run.end === null ? Infinity : 2000)
  const before = (ms: number) => Math.max(0, Math.ceil((ms - run.start) / every))
  const total = run.end === null ? Infinity : before(run.end)
  const words = (seed: string, at: number) =>
    ending[ending.length - total + at] ??
    trace[at % 211] ??
    lines[Math.floor((chance(seed, 1000) / 1000) ** 4 * lines.length)]
  const line = (at: number): readonly [number, string] => {
    const seed = `${pod.metadata.name}/${container}/${at}`
    const ms = run.start + at * every + chance(`${seed}ms`, every)
    return [ms, String(fill(words(seed, at), { ...detail(seed, ms), now: ms }))]
  }
  const between = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_, at) => line(from + at))
  return { before, between }
}

/** By the last word of the image, `registry.example.com/shop/cart:1.2` is `cart`. */
function speaker(pod: KubeObject, container: string): string {
  const spec = items(pod, 'spec.containers').find((one) => text(one, 'name') === container)
  const image = /([^/:]+):[^/]*$/.exec(text(spec, 'image'))?.[1] ?? ''
  const [, same] = new RegExp(`(?:^| )${image}=(\\w+)`).exec(text(voices, 'speakers')) ?? []
  return same ?? (image in voices && image !== 'endings' ? image : 'json')
}

const paths = ['/', '/products/lantern', '/products/rope', '/cart', '/checkout', '/api/orders']
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function detail(seed: string, ms: number) {
  const iso = new Date(ms).toISOString()
  const [, year, month, day, time, part] = /^(\d+)-(\d+)-(\d+)T([\d:]+)\.(\d+)/.exec(iso) ?? []
  return {
    iso,
    clf: `${day}/${months[Number(month) - 1]}/${year}:${time} +0000`,
    klog: `${month}${day} ${time}.${part}000`,
    ip: `198.51.100.${chance(seed, 250)}`,
    path: paths[chance(`${seed}path`, paths.length)],
    ms: String(3 + chance(`${seed}took`, 90)),
    n: String(100 + chance(`${seed}n`, 9000)),
    id: chance(`${seed}id`, 2 ** 32).toString(16),
  }
}
