/** What is wrong stands on the first screen in words, one click from its object. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { create, items, patch } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { saidOf, wrongIn } from '../support/overview.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

/** On the real cluster faults are planted in a namespace of this file's own; the demo has its scenes. */
const real = targetName === 'real'
const space = real ? `overview-faults-${process.pid}` : 'shop'

/** Path of the object → what is said of it, and what stands beside it. */
type Faults = readonly (readonly [path: string, words: RegExp])[]

const demo: Faults = [
  ['deployments.apps/shop/checkout', /1 pod keeps running out of memory/],
  ['deployments.apps/shop/checkout', /Only 2 of 3 available/],
  ['deployments.apps/shop/recommend', /1 pod does not start: image not found/],
  ['deployments.apps/shop/recommend', /The rollout is stuck: 0 of 1 available/],
  ['deployments.apps/shop/recommend', /Nothing answers for service recommend/],
  ['deployments.apps/shop/reindex', /1 pod fits on no node: not enough cpu/],
  ['jobs.batch/shop/migrate-orders', /4 pods failed: exit 1/],
  ['resourcequotas/shop/team', /Nearly full: requests\.cpu/],
]

const planted: Faults = [
  [`deployments.apps/${space}/crasher`, /3 pods keep ending: exit 1/],
  [`deployments.apps/${space}/crasher`, /None of its pods is available/],
  [`deployments.apps/${space}/crasher`, /Nothing answers for service crasher/],
  [`deployments.apps/${space}/giant`, /2 pods fit on no node: not enough cpu/],
  [`deployments.apps/${space}/stuck`, /1 pod does not start: image not found/],
  [`deployments.apps/${space}/stuck`, /The rollout is stuck/],
  [
    `pods/${space}/deaf`,
    /is not ready.*Readiness probe failed: HTTP probe failed with statuscode: 503/,
  ],
  [`persistentvolumeclaims/${space}/homeless`, /Pending.*"none-such" not found/],
  [`resourcequotas/${space}/tight`, /configmaps/],
]
const faults = real ? planted : demo

let on: Site
beforeAll(async () => {
  on = await site()
  if (!real) return
  await ownNamespace('overview-faults')
  await plant()
}, 120_000)
afterAll(async () => {
  await on?.stop()
  if (real) await removeNamespaces(space)
})

const look = async (query = `?ns=${space}`) => wrongIn((await on.page(on.cluster + query)).html)

test(
  'every fault is told in words, and leads to its object by one click',
  { timeout: 120_000 },
  async () => {
    await vi.waitFor(
      async () => {
        const all = await look()
        for (const [path, words] of faults) expect(saidOf(all, path), path).toMatch(words)
      },
      { timeout: 100_000, interval: 500 },
    )
    for (const { href, links } of (await look()).slice(0, 4))
      for (const to of [href, ...links]) expect([to, (await on.ask(to)).status]).toEqual([to, 200])
  },
)

test('the same stands on the overview of the whole cluster, the failing first', async () => {
  const [path = ''] = faults[0] ?? []
  // What crashes runs for moments.
  const all = await vi.waitFor(
    async () => {
      const found = await look('')
      expect(saidOf(found, path)).not.toBe('')
      return found
    },
    { timeout: 15_000, interval: 300 },
  )
  const tones = all.map(({ tone }) => tone)
  expect(tones).toEqual(tones.toSorted((a, b) => Number(a === 'warn') - Number(b === 'warn')))
})

test('namespaces that are not asked for are not told of', async () => {
  const other = real ? 'default' : 'web'
  const all = await look(`?ns=${other}`)
  expect(all.filter(({ href }) => href.includes(`/${space}/`))).toEqual([])
  const none = await on.page(`${on.cluster}?ns=nowhere-at-all`)
  expect([none.status, none.html.querySelector('main')!.text]).toEqual([
    404,
    expect.stringContaining('nowhere-at-all'),
  ])
})

test('a namespace that cannot be one is named, and left out', async () => {
  const page = await on.page(`${on.cluster}?ns=${encodeURIComponent('No_Such')}`)
  expect(page.status).toBe(422)
  expect(page.html.querySelector('[role=alert]')?.text).toContain('ns')
  const many = Array.from({ length: 40 }, (_, n) => (n === 0 ? space : `none-${n}`))
  const wide = await on.page(`${on.cluster}?ns=${many.join()}`)
  expect([wide.status, wide.html.querySelector('[role=alert]')?.text]).toEqual([
    422,
    expect.stringContaining('These are 40; an overview looks into 25 at once.'),
  ])
})

test('a namespace’s page tells what is wrong in it, and leads to its overview', async () => {
  const path = `${on.cluster}/namespaces/-/${space}`
  const { html } = await on.page(path)
  const part = html
    .querySelectorAll('[hx-get]')
    .find((each) => each.getAttribute('hx-get')?.endsWith('/parts/overview'))
  expect(part?.querySelector('a')?.getAttribute('href')).toBe(`${path}/parts/overview?whole=`)
  await vi.waitFor(
    async () => {
      const { status, body } = await on.ask(part?.getAttribute('hx-get') ?? '')
      expect(status).toBe(200)
      for (const [where, words] of faults.slice(-2)) {
        expect(body).toContain(`/${where}"`)
        expect(parse(body).text.replaceAll(/\s+/g, ' ')).toMatch(words)
      }
      expect(body).toContain(`href="${on.cluster}?ns=${space}"`)
    },
    { timeout: 15_000, interval: 300 },
  )
  const without = await on.ask(`${path}/parts/overview?whole=`)
  expect([without.status, without.headers['location']]).toEqual([302, `${on.cluster}?ns=${space}`])
  expect((await on.ask(`${on.cluster}/nodes/-/none-such/parts/overview`)).status).toBe(404)
})

const folder = (group: string, plural: string) => `${group}/namespaces/${space}/${plural}`

async function plant(): Promise<void> {
  const pods = folder('/api/v1', 'pods')
  await create(folder('/api/v1', 'resourcequotas'), {
    metadata: { name: 'tight' },
    spec: { hard: { configmaps: '1' } },
  })
  await create(folder('/api/v1', 'persistentvolumeclaims'), {
    metadata: { name: 'homeless' },
    spec: {
      storageClassName: 'none-such',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  })
  await create(folder('/api/v1', 'services'), {
    metadata: { name: 'crasher' },
    spec: { selector: { app: 'crasher' }, ports: [{ port: 80 }] },
  })
  await deployment('crasher', 3, { scene: 'crash-loop' })
  await deployment('giant', 2, { cpu: '900' })
  await deployment('stuck', 1, { scene: 'image-pull', seconds: 2 })
  const readinessProbe = { httpGet: { path: '/ready', port: 80 } }
  await create(pods, {
    metadata: { name: 'deaf' },
    spec: { containers: [{ name: 'app', image: 'example.com/deaf:1', readinessProbe }] },
  })
  await deafen(`${pods}/deaf`)
}

interface Asked {
  readonly scene?: string
  readonly cpu?: string
  /** Until its rollout counts as stuck. */
  readonly seconds?: number
}

async function deployment(name: string, replicas: number, { scene, cpu, seconds }: Asked) {
  const labels = { app: name }
  const annotations = scene === undefined ? {} : { 'example.com/scene': scene }
  const resources = cpu === undefined ? {} : { requests: { cpu } }
  await create(folder('/apis/apps/v1', 'deployments'), {
    metadata: { name },
    spec: {
      replicas,
      ...(seconds !== undefined && { progressDeadlineSeconds: seconds }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: { containers: [{ name: 'app', image: `example.com/${name}:1`, resources }] },
      },
    },
  })
}

/** As a kubelet writes it of a probe that fails: the simulated one has none. */
async function deafen(path: string): Promise<void> {
  interface Pod {
    readonly metadata: { readonly uid: string }
    readonly status?: {
      readonly phase?: string
      readonly conditions?: readonly { readonly type: string }[]
      readonly containerStatuses?: readonly object[]
    }
  }
  const pod = await vi.waitFor(
    async () => {
      const found = (await items(path.replace(/\/deaf$/, ''))).find(
        ({ metadata }) => metadata.name === 'deaf',
      ) as unknown as Pod
      if (found.status?.phase !== 'Running') throw new Error('it does not run yet')
      return found
    },
    { timeout: 60_000 },
  )
  const { conditions = [], containerStatuses = [] } = pod.status ?? {}
  const not = {
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [app]',
  }
  await patch(`${path}/status`, {
    status: {
      conditions: conditions.map((one) =>
        ['Ready', 'ContainersReady'].includes(one.type) ? { ...one, ...not } : one,
      ),
      containerStatuses: containerStatuses.map((one) => ({ ...one, ready: false })),
    },
  })
  const now = new Date().toISOString().replace(/\.\d+/, '')
  await create(folder('/api/v1', 'events'), {
    metadata: { name: 'deaf-unhealthy' },
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: space,
      name: 'deaf',
      uid: pod.metadata.uid,
      fieldPath: 'spec.containers{app}',
    },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 7,
    source: { component: 'kubelet' },
  })
}
