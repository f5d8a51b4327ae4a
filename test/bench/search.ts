/** A name searched for in all kinds, cold and where the pods are held by a list. */
import { type Figure, goals } from './figure.ts'
import { type InCluster, inCluster } from './in-cluster.ts'
import { figure } from './live.ts'
import type { Measurement, Work } from './work.ts'

/** No name of the work: all is looked at. */
const nothing = 'no-such-name'

export const search: Measurement = async (work) => {
  const at = await inCluster(work)
  try {
    await at.time('/c/in-cluster/search')
    await at.late()
    const first = await asked(at, 'a7', { 'sec-fetch-dest': 'document' })
    const cold = await asked(at, nothing)
    const late = await at.late()
    await at.time(at.list('sort=-restarts'))
    const warm = await asked(at, nothing)
    return figures(work, { first, cold, warm, late })
  } finally {
    await at.stop()
  }
}

interface Asked {
  readonly ms: number
  /** `0 objects of 12,345 looked at.` */
  readonly said: string
}

async function asked(at: InCluster, q: string, headers = {}): Promise<Asked> {
  const began = performance.now()
  const answer = await fetch(`${at.process.url}/c/in-cluster/search?q=${q}`, {
    headers: { ...at.headers, ...headers },
  })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`search: ${answer.status}\n${text.slice(0, 500)}`)
  const said = /role="status">([^<]*)/.exec(text)?.[1] ?? ''
  return { ms: performance.now() - began, said }
}

interface Measured {
  readonly first: Asked
  readonly cold: Asked
  readonly warm: Asked
  readonly late: { readonly p99: number; readonly most: number }
}

const how = ({ said }: Asked) =>
  `in a pod’s environment, as the administrator, over all kinds: “${said}”`

const one = (name: string, of: Asked) => figure('', name, 'ms', of.ms, undefined, how(of))

function figures({ pods }: Work, { first, cold, warm, late }: Measured): Figure[] {
  const count = pods.toLocaleString('en-US')
  return [
    one(`search among ${count} pods, until a browser has a page`, first),
    one('search until all was looked at, cold', cold),
    one('the same while a list of the pods is held', warm),
    figure(
      '',
      'event-loop delay p99 while it searches',
      'ms',
      late.p99,
      goals.loop,
      `at most ${late.most.toFixed(0)} ms`,
    ),
  ]
}
