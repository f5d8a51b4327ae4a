/** Whatever a page says of labels, nodes, owners, images and counts leads to the list that it selects: what it came from is in it. */
import { type HTMLElement, parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { hrefOf, keyOf, led } from '../support/links.ts'
import { keys, rows, text } from '../support/rows.ts'
import { type Site, site } from '../support/site.ts'
import { steadily } from '../support/steadily.ts'
import { targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const list = (below: string) => on.page(`${on.cluster}/${below}`)
const all = (href: string) => led(on, href)

/** Of a kind that the API server prints, and what the other cluster has none of. */
const printed =
  targetName === 'demo'
    ? [
        ['backups.data.example.com?cols=name,label:database', 'label:database'],
        ['nodes', 'taints'],
      ]
    : [
        [
          'clusterroles.rbac.authorization.k8s.io?cols=name,label:kubernetes.io/bootstrapping',
          'label:kubernetes.io/bootstrapping',
        ],
      ]

test.each([
  ['pods', 'node'],
  ['pods', 'owner'],
  ['pods?cols=name,label:app.kubernetes.io/name', 'label:app.kubernetes.io/name'],
  ['deployments.apps', 'images'],
  ['daemonsets.apps', 'images'],
  ['replicasets.apps', 'owner'],
  ['jobs.batch?cols=name,images', 'images'],
  ['pods?q=a', 'owner'],
  ['pods?ns=web,shop', 'node'],
  ['nodes', 'roles'],
  ['nodes?cols=name,zone', 'zone'],
  ['namespaces', 'labels'],
  ...printed,
])(
  'of %s, %s leads to all rows that have the same, and to no others',
  async (view, column) => {
    await steadily(async () => {
      const page = await list(`${view}${view.includes('?') ? '&' : '?'}size=500`)
      const groups = new Map<string, HTMLElement[]>()
      for (const row of rows(page)) {
        const href = hrefOf(row, column)
        if (text(row, column) === '') expect(href).toBe('')
        else groups.set(href, [...(groups.get(href) ?? []), row])
      }
      expect(groups.size).toBeGreaterThan(0)
      for (const [href, same] of [...groups].slice(0, 12)) {
        expect(href).toMatch(/[?&](?:q|l|fs)=/)
        const found = await all(href)
        for (const row of rows(found)) expect(text(row, column), href).toBe(text(same[0]!, column))
        expect(keys(found), href).toEqual(same.map(keyOf))
      }
    })
  },
  60_000,
)

test('a list of one node’s pods leads to the node, one of an owner’s to the owner', async () => {
  const page = await list('pods?size=500')
  for (const [column, word] of [
    ['node', 'Node '],
    ['owner', ''],
  ] as const) {
    const row = rows(page).find((one) => hrefOf(one, column) !== '')!
    const found = await all(hrefOf(row, column))
    const link = found.html
      .querySelectorAll('.active a:not(.chip)')
      .find((one) => one.text.startsWith(word) && one.text.endsWith(` ${text(row, column)}`))
    const object = await on.page(link!.getAttribute('href')!)
    expect([object.status, object.html.querySelector('h1')?.text]).toEqual([200, text(row, column)])
  }
})

test('a workload’s count leads to its pods', async () => {
  await steadily(async () => {
    const own = await list('deployments.apps?size=500')
    const pods = keys(await list('pods?size=500'))
    for (const row of rows(own).slice(0, 10)) {
      const [namespace, name] = keyOf(row).split('/')
      const found = keys(await all(hrefOf(row, 'ready')))
      const mine = pods.filter((key) => key.startsWith(`${namespace}/${name}-`))
      expect(found, keyOf(row)).toEqual(expect.arrayContaining(mine))
      expect(found.every((key) => key.startsWith(`${namespace}/`))).toBe(true)
    }
  })
})

/** Links to narrowed lists that stand in what a page says of its object. */
const narrowed = (html: HTMLElement) =>
  html
    .querySelectorAll('.card a[href]')
    .map((link) => link.getAttribute('href') ?? '')
    .filter((href) => /\/c\/[^/]+\/[^/?]+\?(?:.*&)?(?:q|l|fs)=/.test(href))

test('every link to a list on an object’s page holds the object where it is of its kind', async () => {
  const kinds = [
    ['pods', '/api/v1/pods'],
    ['nodes', '/api/v1/nodes'],
    ['services', '/api/v1/services'],
    ['deployments.apps', '/apis/apps/v1/deployments'],
    ['statefulsets.apps', '/apis/apps/v1/statefulsets'],
    ['daemonsets.apps', '/apis/apps/v1/daemonsets'],
    ['replicasets.apps', '/apis/apps/v1/replicasets'],
    ['jobs.batch', '/apis/batch/v1/jobs'],
    ['configmaps', '/api/v1/configmaps'],
    ['cronjobs.batch', '/apis/batch/v1/cronjobs'],
    targetName === 'demo'
      ? ['backups.data.example.com', '/apis/data.example.com/v1/backups']
      : [
          'clusterroles.rbac.authorization.k8s.io',
          '/apis/rbac.authorization.k8s.io/v1/clusterroles',
        ],
  ] as const
  let followed = 0
  const check = async (id: string, key: string) => {
    for (const href of new Set(narrowed((await list(`${id}/${key}`)).html))) {
      followed += 1
      const found = await all(href)
      const of = new URL(href, on.origin).pathname.split('/').at(-1)
      if (of === id) expect(keys(found), `${href} on ${id}/${key}`).toContain(key)
    }
  }
  for (const [id, path] of kinds)
    for (const { metadata } of (await items(path)).slice(0, 4))
      await check(id, `${metadata.namespace ?? '-'}/${metadata.name}`)
  expect(followed).toBeGreaterThan(40)
}, 90_000)

test('a pod’s page leads to all that run on its node, run its image, and belong to its owner', async () => {
  const pod = (await items('/api/v1/pods')).find(
    ({ metadata }) => (metadata as { ownerReferences?: unknown[] }).ownerReferences !== undefined,
  )!
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`
  const page = await list(`pods/${key}`)
  const links = narrowed(page.html)
  for (const what of ['fs=spec.nodeName', 'q=image%3D', 'q=owner%3D', '&l=', '?l=']) {
    const href = links.find((one) => one.includes(what))
    if (what.endsWith('l=') && href === undefined) continue
    expect(href, what).toBeDefined()
    expect(keys(await all(href!)), href).toContain(key)
  }
})

test('what belongs to an object has the same ways out', async () => {
  const [node] = await items('/api/v1/nodes')
  const part = await on.ask(`${on.cluster}/nodes/-/${node!.metadata.name}/parts/pods`)
  const html = parse(part.body)
  const href = html.querySelectorAll('a').find((link) => link.text === 'As a list')
  expect((await all(href!.getAttribute('href')!)).status).toBe(200)
})

/** Numbers on the overview, by the list that each leads to. */
async function counts(): Promise<ReadonlyMap<string, number>> {
  const { html } = await on.page(on.cluster)
  const links = html.querySelectorAll('.counts b a')
  return new Map(
    links.map((link) => [link.getAttribute('href')!, Number(link.text.replaceAll(',', ''))]),
  )
}

test('every count on the overview leads to a list of so many', async () => {
  let last = await counts()
  expect(last.size).toBeGreaterThan(5)
  for (const href of last.keys())
    await steadily(async () => {
      const found = await on.page(href)
      const total = Number(found.html.querySelector('table')?.getAttribute('data-total'))
      // Others make and delete things meanwhile.
      if (last.get(href) !== total) last = await counts()
      expect(total, href).toBe(last.get(href))
    })
})
