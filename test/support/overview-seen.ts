/** What an overview is built of, in tests: kinds that were looked at. */
import { kindOf } from '../../src/kinds.ts'
import type { KubeObject, Resource, TableRow } from '../../src/kube.ts'
import { type Facts, Tally } from '../../src/live/tally.ts'
import { urls } from '../../src/urls.ts'
import { factsOf } from '../../src/views/overview-facts.ts'
import { type Overview, overviewParts } from '../../src/views/overview.ts'
import type { KindSeen } from '../../src/views/overview-seen.ts'
import { discovery } from './discovered.ts'
import { leases } from './resources.ts'

export const now = new Date('2026-11-26T12:00:30Z')

const rowOf = (object: KubeObject): TableRow => ({ cells: [], meta: object.metadata, object })

export function tallied(facts: (row: TableRow) => Facts, objects: readonly KubeObject[]): Tally {
  const tally = new Tally(facts)
  for (const object of objects) tally.take(rowOf(object), 1)
  return tally
}

/** @param id kubectl's name. */
export function seen(
  id: string,
  objects: readonly KubeObject[],
  more: Partial<KindSeen> = {},
): KindSeen {
  const kind = kindOf(id)!
  const looked = [{ tally: tallied(factsOf(kind), objects), whole: true, read: objects.length }]
  const named = { id, plural: id.replace(/\..*/, ''), kind: objects[0]?.kind ?? '' }
  const resource: Resource = discovery.get(id) ?? { ...leases, ...named }
  return { resource, kind, namespaces: null, looked, newest: [], ended: '', ...more }
}

export function parts(kinds: readonly KindSeen[], more: Partial<Overview> = {}) {
  return overviewParts({
    cluster: 'prod',
    title: 'prod',
    version: '',
    namespaces: [],
    discovery,
    urls: urls(''),
    now,
    counts: [],
    kinds,
    warnings: null,
    used: null,
    left: 0,
    ...more,
  })
}

/** As one line each: tone, name, what it is, what is said. */
export const told = (kinds: readonly KindSeen[]): readonly string[] =>
  parts(kinds).troubles.shown.map(({ tone, name, what, line, more }) =>
    [tone, name.text, what, [line, ...more].map(({ text }) => text).join(' / ')].join(' | '),
  )

type Status = Readonly<Record<string, unknown>>

/** A pod of a Deployment's replica set. */
export function pod(name: string, app: string, status: Status, space = 'shop'): KubeObject {
  const controller = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${app}-6d4c`, uid: app }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: space,
      labels: { app, 'pod-template-hash': '6d4c' },
      ownerReferences: [{ ...controller, controller: true }],
    },
    spec: { nodeName: 'worker-1', containers: [{ name: 'app' }] },
    status,
  }
}

export const pods = (count: number, app: string, status: Status, space?: string) =>
  Array.from({ length: count }, (_, n) => pod(`${app}-${n}`, app, status, space))

export const crashed = (exitCode: number): Status => ({
  phase: 'Running',
  containerStatuses: [
    {
      name: 'app',
      ready: false,
      restartCount: 14,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode, reason: 'Error', finishedAt: '2026-11-26T11:59:00Z' } },
    },
  ],
})

export const fine: Status = {
  phase: 'Running',
  conditions: [{ type: 'Ready', status: 'True' }],
  containerStatuses: [{ name: 'app', ready: true, restartCount: 0, state: { running: {} } }],
}
