/** Numbers and selectors of a list lead to what they count and select, and to nothing else. */
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { create, type Item, items } from '../support/api.ts'
import { hrefOf, keyOf, led } from '../support/links.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
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

interface Counted {
  readonly metadata: { readonly ownerReferences?: readonly { readonly uid: string }[] }
  readonly status?: { readonly phase?: string }
}
/** What an object owns, of those that pass. */
const ownedBy = (uid: string, among: readonly Item[], passes: (one: Counted) => boolean) =>
  among
    .filter((one) => (one as Counted).metadata.ownerReferences?.some((owner) => owner.uid === uid))
    .filter((one) => passes(one as Counted))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
const whole = () => true
const isOver = ({ status }: Counted) => /^(?:Succeeded|Failed)$/.test(status?.phase ?? '')
const hasFailed = ({ status }: Counted) => status?.phase === 'Failed'

test.each([
  ['replicasets.apps', 'desired', whole],
  ['replicasets.apps', 'current', whole],
  ['replicasets.apps', 'ready', whole],
  ['daemonsets.apps', 'desired', whole],
  ['daemonsets.apps', 'up-to-date', whole],
  ['statefulsets.apps?cols=name,up-to-date', 'up-to-date', whole],
  ['jobs.batch', 'completions', whole],
  ['jobs.batch?cols=name,active', 'active', (one: Counted) => !isOver(one)],
  ['jobs.batch?cols=name,failed', 'failed', hasFailed],
])('of %s the number %s leads to the pods that it counts', async (view, column, passes) => {
  await steadily(async () => {
    const page = await list(`${view}${view.includes('?') ? '&' : '?'}size=500`)
    const pods = await items('/api/v1/pods')
    const some = rows(page).filter((row) => hrefOf(row, column) !== '')
    // Often no job runs.
    if (column !== 'active') expect(some.length).toBeGreaterThan(0)
    for (const row of rows(page).slice(0, 30)) {
      const href = hrefOf(row, column)
      if (href === '') expect(text(row, column)).toBe('0')
      else {
        const own = ownedBy(row.id.replace('row-', ''), pods, passes)
        expect(keys(await all(href)), `${keyOf(row)} ${href}`).toEqual(own)
      }
    }
  })
})

test('a cron job’s runs lead to its jobs, a service’s and a node selector to what it selects', async () => {
  await steadily(async () => {
    const jobs = await items('/apis/batch/v1/jobs')
    for (const row of rows(await list('cronjobs.batch'))) {
      const href = hrefOf(row, 'active')
      if (href === '') expect(text(row, 'active')).toBe('0')
      else expect(keys(await all(href))).toEqual(ownedBy(row.id.slice(4), jobs, whole))
    }
    for (const [view, column, path] of [
      ['services?cols=name,selector', 'selector', '/api/v1/pods'],
      ['daemonsets.apps', 'node-selector', '/api/v1/nodes'],
    ] as const) {
      for (const row of rows(await list(view)).filter((one) => hrefOf(one, column) !== '')) {
        const found = await all(hrefOf(row, column))
        const selector = encodeURIComponent(text(row, column))
        const chosen = (await items(`${path}?labelSelector=${selector}`)).map(
          ({ metadata }) => `${metadata.namespace ?? '-'}/${metadata.name}`,
        )
        const [namespace] = keyOf(row).split('/')
        const here = chosen.filter((key) => key.startsWith('-/') || key.startsWith(`${namespace}/`))
        expect(keys(found)).toEqual(here)
      }
    }
  })
})

// The demo cluster has no kinds of the API server's own that it prints.
if (targetName !== 'demo')
  test('what the API server prints itself leads to the pods that it selects and counts', async () => {
    const own = await ownNamespace('printed-links')
    onTestFinished(() => removeNamespaces(own))
    const labels = { app: 'printed' }
    const spec = { containers: [{ name: 'c', image: 'nginx:1.27' }] }
    const template = { metadata: { labels }, spec }
    await create(`/api/v1/namespaces/${own}/replicationcontrollers`, {
      metadata: { name: 'old' },
      spec: { replicas: 2, selector: labels, template },
    })
    await create(`/apis/networking.k8s.io/v1/namespaces/${own}/networkpolicies`, {
      metadata: { name: 'wall' },
      spec: { podSelector: { matchLabels: labels } },
    })
    await vi.waitFor(
      async () => {
        const pods = (await items(`/api/v1/namespaces/${own}/pods`)).map(
          ({ metadata }) => `${own}/${metadata.name}`,
        )
        expect(pods).toHaveLength(2)
        const old = 'replicationcontrollers'
        for (const [view, columns] of [
          [
            `${old}?ns=${own}&cols=name,desired,current,selector`,
            ['desired', 'current', 'selector'],
          ],
          [`networkpolicies.networking.k8s.io?ns=${own}`, ['pod-selector']],
        ] as const)
          for (const column of columns) {
            const [row] = rows(await list(view))
            expect(keys(await all(hrefOf(row!, column))), column).toEqual(pods)
          }
        const [row] = rows(await list(`${old}?ns=${own}&cols=name,images`))
        expect(keys(await all(hrefOf(row!, 'images')))).toEqual([`${own}/old`])
      },
      { timeout: 30_000, interval: 500 },
    )
  }, 60_000)
