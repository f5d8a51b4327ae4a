/** Where an overview looks: in all namespaces, in those known for the person, or in those that the address names. */
import type { Kube, Resource } from '../../kube.ts'
import { NotFound } from '../../errors.ts'
import type { Looked } from '../known.ts'
import { everywhere, isRefused, type Listed } from '../reach.ts'

/** @param asked namespaces of the address; none: as far as the person may see. @throws KubeError 403 where that is nowhere. */
export function scoped<T>(
  kube: Kube,
  resource: Resource,
  asked: readonly string[],
  looked: Looked,
  list: (namespace: string | null) => Promise<T>,
): Promise<Listed<T>> {
  if (asked.length === 0) return everywhere(kube, resource, looked.seen, list)
  return within(asked, list)
}

/** Those that are refused are left out. */
async function within<T>(
  asked: readonly string[],
  list: (namespace: string) => Promise<T>,
): Promise<Listed<T>> {
  const answers = await Promise.allSettled(asked.map(list))
  const values: T[] = []
  const namespaces: string[] = []
  answers.forEach((answer, at) => {
    if (answer.status === 'rejected') return
    values.push(answer.value)
    namespaces.push(asked[at] ?? '')
  })
  const lost = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason)
  const broken = lost.find((why) => !isRefused(why) && !(why instanceof NotFound))
  if (broken !== undefined || values.length === 0) throw broken ?? lost[0]
  return { values, namespaces }
}
