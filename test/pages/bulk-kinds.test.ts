/** Actions on many pods and workloads: those that are hindered are left out, and why. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, item, items, patch } from '../support/api.ts'
import { instead, results, sent, shown, wishOf } from '../support/bulk.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let namespace: string

beforeAll(async () => {
  on = await site()
  namespace = targetName === 'demo' ? 'shop' : await ownNamespace('bulk-kinds')
  if (targetName === 'demo') return
  for (const name of ['cart', 'till', 'shelf']) await workload(name)
  for (const name of ['one', 'two'])
    await create(`/api/v1/namespaces/${namespace}/pods`, {
      metadata: { name },
      spec: { containers: [{ name: 'app', image: 'cart:1' }] },
    })
})

afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

async function workload(name: string): Promise<void> {
  const labels = { app: name }
  const spec = { containers: [{ name: 'app', image: `${name}:1` }] }
  await create(`/apis/apps/v1/namespaces/${namespace}/deployments`, {
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec },
    },
  })
}

/** Lines of the first of them. */
async function lines(path: string, count: number): Promise<readonly string[]> {
  const all = (await items(path)).slice(0, count)
  expect(all).toHaveLength(count)
  return all.map(({ metadata }) => `${metadata.uid} ${namespace}/${metadata.name}`)
}

const workloads = () => `/apis/apps/v1/namespaces/${namespace}/deployments`
const nameIn = (line: string | undefined) => line?.split('/').at(-1) ?? ''

interface Deployment {
  readonly spec: {
    readonly replicas: number
    readonly template: { readonly metadata: { readonly annotations?: Record<string, string> } }
  }
}
const read = async (name: string) => (await item(`${workloads()}/${name}`)) as unknown as Deployment

test('workloads are restarted, but for one that is paused', async () => {
  const all = await lines(workloads(), 3)
  const [first, , paused] = all.map(nameIn)
  await patch(`${workloads()}/${paused}`, { spec: { paused: true } })
  const at = `${on.cluster}/deployments.apps/do`
  const page = await shown(on, at, [
    ['action', 'restart'],
    ['on', all.join('\n')],
  ])
  expect(page.html.querySelector('h1')?.text).toBe('Restart 2 deployments')
  const out = page.html.querySelectorAll('.act .note').map(({ text }) => text)
  expect(out).toContain('1 of 3 is left out. Why stands below')
  expect(page.html.querySelector('[aria-label="Left out"]')?.text).toMatch(
    new RegExp(`${paused}.*It is paused`, 's'),
  )
  const answer = await sent(on, at, wishOf(page))
  expect(await results(on, answer.headers.location ?? '')).toHaveLength(2)
  const mark = 'kubectl.kubernetes.io/restartedAt'
  expect((await read(first ?? '')).spec.template.metadata.annotations).toHaveProperty([mark])
  expect((await read(paused ?? '')).spec.template.metadata.annotations ?? {}).not.toHaveProperty([
    mark,
  ])
})

needs('scale')('all are scaled to one number, but for one that changed meanwhile', async () => {
  const all = await lines(workloads(), 2)
  const [first = '', second = ''] = all.map(nameIn)
  const at = `${on.cluster}/deployments.apps/do`
  const page = await shown(on, at, [
    ['action', 'scale'],
    ['on', all.join('\n')],
  ])
  expect(page.html.querySelector('.steps')?.text).toMatch(/wants \d+ now/)
  const { replicas } = (await read(second)).spec
  await patch(`${workloads()}/${second}`, { spec: { replicas: replicas + 1 } })
  const answer = await sent(on, at, instead(wishOf(page), 'replicas', '3'))
  expect(await results(on, answer.headers.location ?? '')).toEqual([
    expect.stringMatching(new RegExp(`^${second} left alone It was changed`)),
    `${first} Scaled to 3`,
  ])
  expect((await read(first)).spec.replicas).toBe(3)
  expect((await read(second)).spec.replicas).toBe(replicas + 1)
})

needs('eviction')('pods are evicted, each once', async () => {
  const at = `${on.cluster}/pods/do`
  const chosen = await lines(`/api/v1/namespaces/${namespace}/pods`, 2)
  const page = await shown(on, at, [
    ['action', 'eviction'],
    ['on', chosen.join('\n')],
  ])
  const answer = await sent(on, at, wishOf(page))
  const came = await results(on, answer.headers.location ?? '')
  expect(came).toHaveLength(2)
  expect(came.every((each) => /Evicted|disruption budget/.test(each))).toBe(true)
})

interface Owned {
  readonly metadata: {
    readonly name: string
    readonly uid: string
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[]
  }
}

test('a warning says of which of them it is', async () => {
  const path = `/api/v1/namespaces/${namespace}/pods`
  const owned = async () => {
    const pods = (await items(path)) as unknown as readonly Owned[]
    const of = ({ metadata }: Owned) => metadata.ownerReferences?.[0]?.name ?? ''
    const sets = pods.filter(({ metadata }) => metadata.ownerReferences?.[0]?.kind === 'ReplicaSet')
    return sets.filter((pod, at) => sets.findIndex((other) => of(other) === of(pod)) === at)
  }
  await expect.poll(async () => (await owned()).length).toBeGreaterThan(1)
  const chosen = (await owned()).slice(0, 2)
  const page = await shown(on, `${on.cluster}/pods/do`, [
    ['action', 'deletion'],
    ['on', chosen.map(({ metadata: { uid, name } }) => `${uid} ${namespace}/${name}`).join('\n')],
  ])
  const warnings = page.html
    .querySelectorAll('.act .note[data-tone=warn] p')
    .map(({ text }) => text)
  expect(warnings).toEqual(
    chosen.map(({ metadata: { name, ownerReferences: [owner] = [] } }) =>
      expect.stringMatching(new RegExp(`^${name}: ReplicaSet ${owner?.name} makes a new Pod`)),
    ),
  )
})
