/** What an API server and its controllers make of workloads: pods come, follow, are replaced and go. */
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { create, item, items, patch, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { needs, target, targetName } from '../support/target.ts'

const test = needs('controllers', 'scale', 'strategic-patch')
const patience = { timeout: 30_000, interval: 200 }

let space: string
beforeAll(async () => {
  space = targetName === 'demo' ? 'default' : await ownNamespace('workloads')
})
afterAll(async () => {
  if (targetName === 'real') await removeNamespaces(space)
})

interface Seen {
  readonly metadata: {
    readonly name: string
    readonly uid: string
    readonly generation?: number
    readonly deletionTimestamp?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly ownerReferences?: readonly { readonly uid: string; readonly kind: string }[]
  }
  readonly spec: { readonly replicas?: number; readonly containers?: readonly { image: string }[] }
  readonly status: Readonly<Record<string, unknown>>
}

const at = (plural: string, name = '', group = 'apps/v1') =>
  `/apis/${group}/namespaces/${space}/${plural}${name && `/${name}`}`
const pods = () => `/api/v1/namespaces/${space}/pods`
const read = async (path: string) => (await item(path)) as unknown as Seen
const all = async (path: string) => (await items(path)) as unknown as readonly Seen[]
const of = async (app: string) => all(`${pods()}?labelSelector=app%3D${app}`)
const stays = ({ metadata }: Seen) => metadata.deletionTimestamp === undefined
const names = (found: readonly Seen[]) => found.map(({ metadata }) => metadata.name).toSorted()

function workload(app: string, replicas: number, more: object = {}) {
  const labels = { app }
  const containers = [{ name: 'app', image: `${app}:1` }]
  const template = { metadata: { labels }, spec: { containers } }
  return {
    metadata: { name: app },
    spec: { replicas, selector: { matchLabels: labels }, template, ...more },
  }
}

/** The rollout is over, as `kubectl rollout status` decides it. */
async function settled(app: string, replicas: number): Promise<Seen> {
  return vi.waitFor(async () => {
    const one = await read(at('deployments', app))
    const { observedGeneration, updatedReplicas, availableReplicas, unavailableReplicas } =
      one.status
    expect(observedGeneration).toBe(one.metadata.generation)
    expect([one.status['replicas'], updatedReplicas, availableReplicas]).toEqual(
      Array(3).fill(replicas),
    )
    expect(unavailableReplicas).toBeUndefined()
    return one
  }, patience)
}

const deployed = async (app: string, replicas: number) => {
  await create(at('deployments'), workload(app, replicas))
  return settled(app, replicas)
}

test('a Deployment has its pods, and as many as it is scaled to', async () => {
  const { status, metadata } = await deployed('scaled', 2)
  expect(status['conditions']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'Available', reason: 'MinimumReplicasAvailable' }),
      expect.objectContaining({ type: 'Progressing', reason: 'NewReplicaSetAvailable' }),
    ]),
  )
  const [set] = await all(`${at('replicasets')}?labelSelector=app%3Dscaled`)
  expect(set?.metadata.ownerReferences).toEqual([
    expect.objectContaining({ uid: metadata.uid, kind: 'Deployment' }),
  ])
  for (const pod of await of('scaled')) expect(pod.metadata.name).toContain(set?.metadata.name)
  const scale = `${at('deployments', 'scaled')}/scale`
  expect(await item(scale)).toMatchObject({
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    spec: { replicas: 2 },
    status: { replicas: 2, selector: 'app=scaled' },
  })
  await patch(scale, { spec: { replicas: 3 } })
  await settled('scaled', 3)
  await patch(scale, { spec: { replicas: 1 } })
  await settled('scaled', 1)
  await vi.waitFor(async () => expect(await of('scaled')).toHaveLength(1), patience)
})

test('fewer than none is refused', async () => {
  await create(at('deployments'), workload('none', 0))
  const scale = `${at('deployments', 'none')}/scale`
  await expect(patch(scale, { spec: { replicas: -1 } })).rejects.toThrow(
    /must be greater than or equal to 0/,
  )
})

test('another template is another revision, and nothing of the one before stays', async () => {
  await deployed('rolled', 2)
  const { address, credential } = await target()
  const headers = (await credential.headers()) as Readonly<Record<string, string>>
  const containers = [{ name: 'app', image: 'rolled:2' }]
  const body = JSON.stringify({ spec: { template: { spec: { containers } } } })
  const answer = await ask(address.url, at('deployments', 'rolled'), {
    method: 'PATCH',
    body,
    headers: { ...headers, 'content-type': 'application/strategic-merge-patch+json' },
    ...(address.ca !== undefined && { ca: String(address.ca) }),
  })
  expect(answer.status).toBe(200)
  const { metadata } = await settled('rolled', 2)
  expect(metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2')
  const sets = await all(`${at('replicasets')}?labelSelector=app%3Drolled`)
  expect(sets.map((set) => set.spec.replicas)).toEqual(expect.arrayContaining([0, 2]))
  expect(sets).toHaveLength(2)
  await vi.waitFor(async () => {
    const images = (await of('rolled')).map((pod) => pod.spec.containers?.[0]?.image)
    expect(images).toEqual(['rolled:2', 'rolled:2'])
  }, patience)
})

test('a pod that goes comes back: under another name, of a StatefulSet under its own', async () => {
  await deployed('lost', 1)
  await create(at('statefulsets'), workload('kept', 2, { serviceName: 'kept' }))
  const ready = async () =>
    expect((await read(at('statefulsets', 'kept'))).status['readyReplicas']).toBe(2)
  await vi.waitFor(ready, patience)
  const [lost] = await of('lost')
  const kept = await read(`${pods()}/kept-0`)
  await Promise.all([remove(`${pods()}/${lost?.metadata.name}`), remove(`${pods()}/kept-0`)])
  await vi.waitFor(async () => {
    const found = (await of('lost')).filter(stays)
    expect(names(found)).not.toContain(lost?.metadata.name)
    expect(found).toHaveLength(1)
    expect((await read(`${pods()}/kept-0`)).metadata.uid).not.toBe(kept.metadata.uid)
  }, patience)
  await vi.waitFor(ready, patience)
}, 90_000)

test('what it owned goes after it', async () => {
  await deployed('after', 1)
  await remove(at('deployments', 'after'))
  await vi.waitFor(async () => {
    expect(await items(`${at('replicasets')}?labelSelector=app%3Dafter`)).toEqual([])
    expect(await of('after')).toEqual([])
  }, patience)
})
