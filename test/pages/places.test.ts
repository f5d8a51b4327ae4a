/** Nodes, claims and events: what belongs to them, and where they lead, as pages show it. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, items } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { rows } from '../support/rows.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

let on: Site
const demo = targetName === 'demo'
const space = demo ? 'data' : `places-${process.pid}`
const [claim, user] = demo ? ['data-postgres-0', 'postgres-0'] : ['disk', 'user']

beforeAll(async () => {
  on = await site()
  if (!demo) await planted()
})
afterAll(async () => {
  await on?.stop()
  if (!demo) await removeNamespaces(space)
})

/** A claim with a pod that uses it and one that does not, and what is told of the pod. */
async function planted(): Promise<void> {
  await ownNamespace('places')
  const at = `/api/v1/namespaces/${space}`
  await create(`${at}/serviceaccounts`, { metadata: { name: 'default' } }).catch(() => {})
  const resources = { requests: { storage: '1Gi' } }
  const asked = { storageClassName: 'none', accessModes: ['ReadWriteOnce'], resources }
  await create(`${at}/persistentvolumeclaims`, { metadata: { name: 'disk' }, spec: asked })
  const containers = [{ name: 'app', image: 'shop/cart:1' }]
  const volumes = [{ name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }]
  await create(`${at}/pods`, { metadata: { name: 'user' }, spec: { containers, volumes } })
  await create(`${at}/pods`, { metadata: { name: 'other' }, spec: { containers } })
  await create(`${at}/events`, {
    metadata: { name: 'user.1' },
    involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: space, name: 'user' },
    type: 'Warning',
    reason: 'Tried',
    lastTimestamp: new Date().toISOString(),
  })
}

const part = async (path: string) => parse((await on.ask(path)).body)

test('the pods that use a claim', async () => {
  const html = await part(`${on.cluster}/persistentvolumeclaims/${space}/${claim}/parts/pods`)
  const names = html.querySelectorAll('td[data-col="name"]').map((cell) => cell.text)
  expect(names).toEqual([user])
})

test('what a node’s pods ask for, of what it has for them', async () => {
  const [node] = await items('/api/v1/nodes')
  const html = await part(`${on.cluster}/nodes/-/${node!.metadata.name}/parts/pods`)
  const { cpu, pods } = (
    node as unknown as { status: { allocatable: Record<'cpu' | 'pods', string> } }
  ).status.allocatable
  const cores = cpu.endsWith('m') ? String(Number.parseInt(cpu, 10) / 1000) : cpu
  const sums = html.querySelectorAll('dd').map((one) => one.text.trim())
  expect(html.querySelectorAll('dt').map((one) => one.text)).toEqual(
    expect.arrayContaining(['Pods', 'CPU requested', 'Memory requested']),
  )
  expect(sums[0]).toMatch(new RegExp(String.raw`^\d+ of ${pods}\b`))
  expect(sums[1]).toMatch(new RegExp(String.raw`^[\d.]+m? of ${cores}\b`))
})

test('events come by their last time, and lead to themselves and to their object', async () => {
  const page = await on.page(`${on.cluster}/events?ns=${space}&group=none&sort=last-seen&size=500`)
  const times = rows(page).map((row) => row.querySelector('time')!.getAttribute('datetime')!)
  expect(times).toEqual(times.toSorted().toReversed())
  const row = rows(page).find((one) =>
    one.querySelector('td[data-col="object"]')!.text.startsWith('pod/'),
  )!
  const name = row.querySelector('td[data-col="object"]')!.text.slice('pod/'.length)
  const object = row.querySelector('td[data-col="object"] a')?.getAttribute('href')
  expect(object).toBe(`${on.cluster}/pods/${space}/${name}`)
  const own = row.querySelector('td[data-col="last-seen"] a')!.getAttribute('href')!
  expect(own).toBe(`${on.cluster}/events/${row.getAttribute('data-key')}`)
  const itself = await on.page(own)
  expect(itself.status).toBe(200)
  expect(itself.html.querySelector(`main dd a[href="${object}"]`)?.text).toBe(`pod/${name}`)
})

const found = async (q: string) => {
  const page = await on.page(`${on.cluster}/events?ns=${space}&q=${encodeURIComponent(q)}`)
  return rows(page).map((row) => row.querySelector('td[data-col="object"]')!.text.split('/')[0])
}

test('events are found by their type, reason and kind of object', async () => {
  const pods = await found('kind:pod')
  expect(new Set(pods)).toEqual(new Set(['pod']))
  expect((await found('kind:pod type:warning')).length).toBeGreaterThan(0)
  expect((await found('type:warning -type:warning')).length).toBe(0)
})
