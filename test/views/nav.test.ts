import { expect, test } from 'vitest'
import { urls } from '../../src/urls.ts'
import { nav } from '../../src/views/nav.ts'
import { discovery } from '../support/discovered.ts'

const context = (current = '', namespaces: readonly string[] = []) => ({
  urls: urls('/a'),
  cluster: 'prod',
  current,
  namespaces,
  pinned: [],
  offered: () => true,
})
const groups = (...of: Parameters<typeof context>) => nav(discovery, context(...of))
const links = (...from: Parameters<typeof groups>) =>
  groups(...from).flatMap((group) => group.links)

test('each resource that can be listed stands exactly once, and no other', () => {
  const ids = links()
    .map(({ id }) => id ?? '')
    .filter((id) => id !== '')
  const listable = discovery.resources.filter(({ verbs }) => verbs.includes('list'))
  expect(ids.toSorted()).toEqual(listable.map(({ id }) => id).toSorted())
})

test('custom resources stand by their group, folded; the rest of Kubernetes’ own under More', () => {
  const custom = groups().find(({ title }) => title === 'cert-manager.io')
  expect(custom).toMatchObject({ folded: true, open: false })
  expect(custom?.links.map(({ text }) => text)).toEqual(['Certificates', 'Issuers'])
  const more = groups().at(-1)
  expect(more?.title).toBe('More')
  expect(more?.links.map(({ id }) => id)).toContain('leases.coordination.k8s.io')
})

test('a group that nothing is served of is left out', () => {
  expect(groups().map(({ title }) => title)).not.toContain('Storage')
})

test('the current resource is marked, and its folded group is open', () => {
  const all = groups('issuers.cert-manager.io')
  expect(all.flatMap((group) => group.links.filter(({ current }) => current))).toHaveLength(1)
  expect(all.find(({ title }) => title === 'cert-manager.io')?.open).toBe(true)
  expect(links('').find(({ current }) => current)?.text).toBe('Overview')
})

test('links keep the namespaces where there is one to keep', () => {
  const found = links('', ['web', 'shop'])
  const href = (id: string) => found.find((link) => link.id === id)?.href
  expect(href('pods')).toBe('/a/c/prod/pods?ns=web,shop')
  expect(href('nodes')).toBe('/a/c/prod/nodes')
  expect(href('pods.metrics.k8s.io')).toBe('/a/c/prod/pods.metrics.k8s.io?ns=web,shop')
})

test('pinned lists stand above the kinds, and are none of them', () => {
  const pin = { text: 'Mine', href: '/a/c/prod/pods?ns=shop', current: false, id: null }
  const [first, second] = nav(discovery, { ...context(), pinned: [pin] })
  expect(first?.links.map(({ text }) => text)).toEqual(['Overview'])
  expect(second).toMatchObject({ title: 'Pinned', edit: '/a/c/prod/go/pins', links: [pin] })
})
