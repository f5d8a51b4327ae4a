/** The whole demo cluster as it stands at the start. */
import type { KubeObject } from '../../kube.ts'
import { span, suffix, uid } from './make.ts'
import { events } from './events.ts'
import { namespace, rest } from './rest.ts'
import { workloads } from './sheets.ts'
import { expand } from './workloads.ts'

/** @param pods at least so many, the rest as clones of one pod in namespaces of 1,000 */
export function build(now: number, pods: number): readonly KubeObject[] {
  const works = workloads.flatMap((work) => expand(work, now))
  const others = rest(now)
  const missing = pods - works.filter((one) => one.kind === 'Pod').length
  return [
    ...others,
    ...works,
    ...events([...works, ...others], now),
    ...clones(works, missing, now),
  ]
}

const crowd = 1000

/** Everything but the metadata is shared with the original, so that 100,000 of them are light. */
function clones(works: readonly KubeObject[], amount: number, now: number): readonly KubeObject[] {
  const first = works.find((one) => one.kind === 'Pod')
  if (first === undefined || amount <= 0) return []
  const { ownerReferences: _, ...metadata } = first.metadata
  const spaces = Array.from({ length: Math.ceil(amount / crowd) }, (__, index) => `crowd-${index}`)
  const all = Array.from({ length: amount }, (__, index): KubeObject => {
    const space = spaces[Math.floor(index / crowd)] ?? ''
    const name = `storefront-${index}-${suffix(String(index), 5)}`
    return {
      ...first,
      metadata: { ...metadata, namespace: space, name, uid: uid(`${space}/${name}`) },
    }
  })
  return [...spaces.map((name) => namespace(name, now - span('3d'), {})), ...all]
}
