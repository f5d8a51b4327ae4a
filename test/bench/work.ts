/** What every measurement gets, and what it gives. */
import type { Cluster } from '../cluster/cluster.ts'
import type { Figure } from './figure.ts'
import { asInImage, type Portlight, start } from './process.ts'

export interface Work {
  /** The packed program. */
  readonly image: string
  readonly cluster: Cluster
  /** How many pods it holds. */
  readonly pods: number
  readonly say: (line: string) => void
}

export type Measurement = (work: Work) => Promise<readonly Figure[]>

/** Portlight with the rights of the cluster's admin. @param kubeconfig another file of the same contexts. */
export function portlight(
  { image, cluster }: Work,
  kubeconfig = cluster.kubeconfig,
  ...more: readonly string[]
): Promise<Portlight> {
  const args = [`--kubeconfig=${kubeconfig}`, '--context=admin', ...more]
  return start({ folder: image, program: asInImage, args })
}

/** The path of a list of that cluster. */
export const listPath = (resource: string): string => `/c/admin/${resource}`

/** The body of an answer. @throws Error for any status but 200. */
export async function page(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status}\n${text.slice(0, 500)}`)
  return text
}

/** Milliseconds from a request to the last byte of its answer. */
export async function time(url: string): Promise<number> {
  const began = performance.now()
  await page(url)
  return performance.now() - began
}

/** Does it so often, one after the other. */
export async function times<T>(count: number, once: (run: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let run = 0; run < count; run++) all.push(await once(run))
  return all
}
