/** Drains of what controllers run: a budget lets one pod go after the other, as new ones get ready; and who may not is told. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, item, items, patch, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'

const names = ['a', 'b'].map((each) => `drained-${each}-${process.pid}`)
const [first = '', second = ''] = names
const key = 'drained'
let on: Site
let ns: string
let pods: string

beforeAll(async () => {
  on = await site()
  ns = await ownNamespace('drain-real')
  pods = `/api/v1/namespaces/${ns}/pods`
  for (const name of names)
    await create('/api/v1/nodes', {
      metadata: { name, labels: { [key]: ns } },
      spec: { taints: [{ key, value: 'alone', effect: 'NoSchedule' }] },
    })
})

afterAll(async () => {
  await on?.stop()
  await removeNamespaces(ns)
  for (const name of names) await remove(`/api/v1/nodes/${name}`)
  await remove(`${rbac}/clusterroles/${role}`).catch(() => {})
  await remove(`${rbac}/clusterrolebindings/${role}`).catch(() => {})
})

const labels = { app: 'web' }
const template = {
  metadata: { labels },
  spec: {
    nodeSelector: { [key]: '' },
    tolerations: [{ key, operator: 'Exists' }],
    terminationGracePeriodSeconds: 1,
    containers: [{ name: 'app', image: 'web:1' }],
    volumes: [{ name: 'scratch', emptyDir: {} }],
  },
}

interface Placed {
  readonly metadata: { readonly name: string; readonly uid: string }
  readonly spec: { readonly nodeName?: string }
}
const placed = async (node: string) =>
  ((await items(`${pods}?fieldSelector=spec.nodeName=${node}`)) as unknown as Placed[]).map(
    ({ metadata }) => metadata.uid,
  )
const isCordoned = async (node: string) =>
  JSON.stringify(await item(`/api/v1/nodes/${node}`)).includes('"unschedulable":true')

const headers = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  accept: 'application/json',
}
const post = (path: string, fields: Readonly<Record<string, string>>) =>
  on.ask(path, { method: 'POST', body: new URLSearchParams(fields).toString(), headers })

interface Told {
  readonly id: string
  readonly state: string
  readonly message: string
  readonly items: readonly { state: string; message: string; uid: string }[]
}
const told = async (id: string) =>
  JSON.parse((await on.ask(`${on.cluster}/runs/${id}?as=json`)).body) as Told

const all = { 'delete-emptydir-data': '1', 'ignore-daemonsets': '1' }

test('a workload moves from node to node, never with fewer pods than its budget wants', async () => {
  // At first the other node takes none, so that all pods are on one.
  await patch(`/api/v1/nodes/${second}`, { spec: { unschedulable: true } })
  template.spec.nodeSelector[key] = ns
  const web = { replicas: 3, selector: { matchLabels: labels }, template }
  await create(`/apis/apps/v1/namespaces/${ns}/deployments`, {
    metadata: { name: 'web' },
    spec: web,
  })
  const budgets = `/apis/policy/v1/namespaces/${ns}/poddisruptionbudgets`
  await create(budgets, {
    metadata: { name: 'web' },
    spec: { minAvailable: 2, selector: { matchLabels: labels } },
  })
  const budget = async () =>
    (await item(`${budgets}/web`)) as unknown as {
      status: { currentHealthy: number; disruptionsAllowed: number }
    }
  await expect
    .poll(async () => (await budget()).status, { timeout: 30_000 })
    .toMatchObject({ currentHealthy: 3, disruptionsAllowed: 1 })
  const before = await placed(first)
  expect(before).toHaveLength(3)
  const form = await on.page(
    `${on.cluster}/nodes/-/${first}/drain?ignore-daemonsets=1&delete-emptydir-data=1`,
  )
  const met = form.html.querySelector('.met li')?.text.replaceAll(/\s+/g, ' ')
  expect(met).toContain('3 pods here; it needs 2 healthy pods of 3 and has 3: 1 may go.')
  // With nowhere to go one leaves, and the two others are held.
  const { uid } = (await item(`/api/v1/nodes/${first}`)).metadata
  const answer = await post(`${on.cluster}/nodes/-/${first}/drain`, { ...all, uid })
  const { id } = JSON.parse(answer.body) as Told
  const held = ({ message }: Told['items'][number]) =>
    /disruption budget web needs 2 healthy pods and has 2 currently/.test(message)
  await expect
    .poll(async () => (await told(id)).items.filter(held).length, { timeout: 30_000 })
    .toBe(2)
  expect([await isCordoned(first), (await budget()).status.currentHealthy]).toEqual([true, 2])
  // Room for the new ones: each that gets ready lets another go.
  let least = 3
  await patch(`/api/v1/nodes/${second}`, { spec: { unschedulable: null } })
  await expect
    .poll(
      async () => {
        least = Math.min(least, (await budget()).status.currentHealthy)
        return (await told(id)).state
      },
      { timeout: 50_000, interval: 100 },
    )
    .toBe('done')
  expect((await told(id)).message).toContain(`${first} is drained: all 3 pods are gone`)
  expect(least).toBeGreaterThanOrEqual(2)
  expect(await placed(first)).toEqual([])
  expect((await placed(second)).filter((each) => before.includes(each))).toEqual([])
})

const rbac = '/apis/rbac.authorization.k8s.io/v1'
/** The role, and whose it is. */
const role = `drainer-${process.pid}`
const looks = [
  { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
]
const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: role }]
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role }

/** What a person may is remembered for a minute: each time another Portlight is asked. */
async function asDrainer(run: (on: Site, path: string) => Promise<void>): Promise<void> {
  const once = async () => {
    const other = await site({ as: role })
    try {
      await run(other, `${other.cluster}/nodes/-/${second}`)
      return 'so'
    } catch (error) {
      return String(error)
    } finally {
      await other.stop()
    }
  }
  await expect.poll(once, { timeout: 60_000 }).toBe('so')
}
const options = '?ignore-daemonsets=1&delete-emptydir-data=1'
const formOf = async (other: Site, path: string) => {
  const page = await other.page(`${path}/drain${options}`)
  const text = page.html.querySelector('.act')?.text ?? ''
  const isOff = page.html.querySelector('[name=seen]')?.hasAttribute('disabled')
  return { status: page.status, text, isOff }
}

test('who may not is told what lacks, with the Role that gives it; budgets that cannot be seen are told as that', async () => {
  await create(`${rbac}/clusterroles`, { metadata: { name: role }, rules: looks })
  await create(`${rbac}/clusterrolebindings`, { metadata: { name: role }, roleRef, subjects })
  await asDrainer(async (other, path) => {
    const { status, text, isOff } = await formOf(other, path)
    expect([status, isOff]).toEqual([403, true])
    expect(text).toContain('You may not patch nodes.')
    expect(text).toContain(`You may not list the disruption budgets of `)
    expect(text).toContain('kind: ClusterRole')
    const link = (await other.page(path)).html.querySelector('.acts a[href$="/drain"]')
    expect(link?.getAttribute('title')).toBe('You may not patch nodes')
  })
  const patches = { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'patch'] }
  await patch(`${rbac}/clusterroles/${role}`, { rules: [...looks, patches] })
  const { uid } = (await item(`/api/v1/nodes/${second}`)).metadata
  await asDrainer(async (other, path) => {
    const { status, text } = await formOf(other, path)
    expect(text).toContain(`You may not create pods/eviction in ${ns}.`)
    const body = new URLSearchParams({ ...all, uid }).toString()
    const refused = await other.ask(`${path}/drain`, { method: 'POST', body, headers })
    expect([status, refused.status, await isCordoned(second)]).toEqual([403, 403, false])
  })
  const evicts = { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] }
  const sets = { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['get'] }
  const own = `${rbac}/namespaces/${ns}`
  await create(`${own}/roles`, { metadata: { name: 'evicts' }, rules: [evicts] })
  const its = { ...roleRef, kind: 'Role', name: 'evicts' }
  await create(`${own}/rolebindings`, { metadata: { name: 'evicts' }, roleRef: its, subjects })
  await patch(`${rbac}/clusterroles/${role}`, { rules: [...looks, patches, sets] })
  // In the one namespace that it is about this is enough.
  await asDrainer(async (other, path) => {
    const { status, text, isOff } = await formOf(other, path)
    expect([status, isOff, text.includes('3 pods are evicted')]).toEqual([200, false, true])
  })
}, 200_000)
