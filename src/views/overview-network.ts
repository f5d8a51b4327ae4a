/** Services behind which nothing answers, and ingresses that lead nowhere: what only several kinds together tell. Pure. */
import type { TableRow } from '../kube.ts'
import type { Alike } from '../live/tally.ts'
import { isWhole, type KindSeen } from './overview-seen.ts'

/** One service, or an ingress and the service that it names. */
export interface Unanswered {
  readonly seen: KindSeen
  readonly row: TableRow
  readonly tone: 'bad' | 'warn'
  readonly text: string
}

/** More of them say nothing more. */
const most = 40

export function unanswered(kinds: readonly KindSeen[]): readonly Unanswered[] {
  const [services, slices, ingresses] = [
    'services',
    'endpointslices.discovery.k8s.io',
    'ingresses.networking.k8s.io',
  ].map((id) => kinds.find(({ resource }) => resource.id === id))
  if (services === undefined || !isWhole(services)) return []
  const silent = slices !== undefined && isWhole(slices) ? silentOf(services, slices) : []
  return [...silent, ...lost(services, ingresses)]
}

/** Behind a service that selects pods there is always a slice, also of no endpoints (endpointslice controller). */
function silentOf(services: KindSeen, slices: KindSeen): readonly Unanswered[] {
  const found: Unanswered[] = []
  for (const { tally } of slices.looked)
    for (const [name, { weight, rows }] of tally.keys) {
      if (weight > 0 || found.length >= most) continue
      const row = firstOf(services, name)
      if (row === undefined) continue
      const some = [...rows].some(({ object }) => hasEndpoints(object))
      found.push({
        seen: services,
        row,
        tone: some ? 'bad' : 'warn',
        text: some
          ? 'Nothing answers: none of its pods is ready'
          : 'Nothing answers: no pod stands behind it',
      })
    }
  return found
}

const hasEndpoints = (object: TableRow['object']): boolean => {
  const all = object?.['endpoints']
  return Array.isArray(all) && all.length > 0
}

/** In the namespaces whose services are known. */
function lost(services: KindSeen, ingresses: KindSeen | undefined): readonly Unanswered[] {
  if (ingresses === undefined) return []
  const found: Unanswered[] = []
  for (const { tally } of ingresses.looked)
    for (const [name, { newest: row }] of tally.keys) {
      if (found.length >= most) return found
      if (row === undefined || isKnown(services, name)) continue
      const text = `It leads to service ${name.split('/')[1] ?? ''}, which is not there`
      found.push({ seen: ingresses, row, tone: 'bad', text })
    }
  return found
}

/** It is there, or it is not known whether it is. */
const isKnown = (services: KindSeen, name: string): boolean =>
  services.namespaces?.includes(name.split('/')[0] ?? '') === false ||
  firstOf(services, name) !== undefined

function firstOf({ looked }: KindSeen, name: string): TableRow | undefined {
  for (const { tally } of looked) {
    const found: Alike | undefined = tally.keys.get(name)
    if (found !== undefined) return found.newest
  }
  return undefined
}
