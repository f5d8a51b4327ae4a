/** What an overview says is wrong: grouped by owner, ranked, what comes of it behind it. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/kube.ts'
import { fixture } from '../support/fixtures.ts'
import { crashed, fine, parts, pod, pods, seen, told } from '../support/overview-seen.ts'

test('pods of one owner with the same trouble are told together, and lead to their workload', () => {
  const all = [...pods(12, 'cart', crashed(1)), ...pods(30, 'web', fine)]
  const { shown } = parts([seen('pods', all)]).troubles
  expect(shown).toHaveLength(1)
  const [{ name, line }] = shown as [(typeof shown)[0]]
  expect([name.href, line.text]).toEqual([
    '/c/prod/deployments.apps/shop/cart',
    '12 pods keep ending: exit 1',
  ])
  expect(line.links.map(({ text, href }) => [text, href])).toEqual([
    ['cart-0', '/c/prod/pods/shop/cart-0'],
    ['cart-1', '/c/prod/pods/shop/cart-1'],
    ['cart-2', '/c/prod/pods/shop/cart-2'],
    ['and 9 more', undefined],
    ['What it said before it ended', '/c/prod/pods/shop/cart-0/logs?previous=1&container=app'],
  ])
})

test('other ends, other owners and other namespaces are told apart, what more pods have first', () => {
  const all = [
    ...pods(2, 'cart', crashed(1)),
    ...pods(3, 'cart', crashed(137), 'web'),
    ...pods(1, 'mail', crashed(1)),
  ]
  expect(told([seen('pods', all)])).toEqual([
    'bad | cart | Deployment in web | 3 pods keep ending: exit 137 (SIGKILL, killed)',
    'bad | cart | Deployment in shop | 2 pods keep ending: exit 1',
    'bad | mail | Deployment in shop | 1 pod keeps ending: exit 1',
  ])
})

/** Between two crashes; `minute` of the last one. */
const between = (minute: string) => ({
  ...fine,
  containerStatuses: [
    {
      name: 'app',
      ready: true,
      restartCount: 15,
      state: { running: {} },
      lastState: { terminated: { exitCode: 1, finishedAt: `2026-11-26T${minute}:00Z` } },
    },
  ],
})

test('a pod that runs between two crashes does not go from the page, one that is well again does', () => {
  const words = 'bad | cart | Deployment in shop | '
  expect(told([seen('pods', pods(2, 'cart', between('11:58')))])).toEqual([
    `${words}2 pods keep ending: exit 1`,
  ])
  expect(told([seen('pods', pods(2, 'cart', between('11:40')))])).toEqual([])
  const both = [...pods(2, 'cart', between('11:58')), pod('cart-9', 'cart', crashed(1))]
  expect(told([seen('pods', both)])).toEqual([`${words}3 pods keep ending: exit 1`])
})

test('what its pods say stands before what comes of it', () => {
  const deployment = fixture('deployments.apps', 'stuck')
  const { name, namespace = '' } = deployment.metadata
  const all = pods(2, name, crashed(1), namespace)
  const [entry] = told([seen('deployments.apps', [deployment]), seen('pods', all)])
  expect(entry).toMatch(/\| 2 pods keep ending: exit 1 \/ The rollout is stuck/)
})

test('of many that are alike those whose pods say why are told there, the others together', () => {
  const stuck = fixture('deployments.apps', 'stuck')
  const named = (name: string) => ({ ...stuck, metadata: { ...stuck.metadata, name, uid: name } })
  const deployments = ['cart', 'web', 'mail', 'bank', 'shop', 'till'].map(named)
  const { namespace = '' } = stuck.metadata
  const all = [...pods(1, 'cart', crashed(1), namespace), ...pods(1, 'web', crashed(2), namespace)]
  const [first, ...rest] = told([seen('deployments.apps', deployments), seen('pods', all)])
  expect(first).toMatch(/^bad \| 4 deployments \| {2}\| Stuck: /)
  expect(rest).toEqual([
    expect.stringMatching(/^bad \| cart .+ 1 pod keeps ending: exit 1 \/ The rollout is stuck/),
    expect.stringMatching(/^bad \| web .+ 1 pod keeps ending: exit 2 \/ The rollout is stuck/),
  ])
})

const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { type: 'ClusterIP', selector: { app: 'cart' } },
}
const slice = (ready: boolean): KubeObject => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: 'cart-x',
    namespace: 'shop',
    labels: { 'kubernetes.io/service-name': 'cart' },
  },
  endpoints: [{ conditions: { ready } }],
})
const slices = 'endpointslices.discovery.k8s.io'

test('a service behind which nothing answers is told of what its pods belong to, else by itself', () => {
  const network = [seen('services', [service]), seen(slices, [slice(false)])]
  expect(told(network)).toEqual([
    'bad | cart | Service in shop | Nothing answers: none of its pods is ready',
  ])
  const [entry] = told([...network, seen('pods', pods(2, 'cart', crashed(1)))])
  expect(entry).toBe(
    'bad | cart | Deployment in shop | 2 pods keep ending: exit 1 / Nothing answers for service',
  )
  expect(told([seen('services', [service]), seen(slices, [slice(true)])])).toEqual([])
})

const ingress: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'front', namespace: 'shop' },
  spec: { defaultBackend: { service: { name: 'gone', port: { number: 80 } } } },
  status: { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } },
}

test('an ingress leads nowhere only where the services are known', () => {
  const ingresses = seen('ingresses.networking.k8s.io', [ingress])
  expect(told([ingresses, seen('services', [service])])).toEqual([
    'bad | front | Ingress in shop | It leads to service gone, which is not there',
  ])
  expect(told([ingresses])).toEqual([])
  expect(told([ingresses, seen('services', [], { namespaces: ['web'] })])).toEqual([])
})

test('nodes come first, and what only needs a look last', () => {
  const all = [
    seen('pods', pods(200, 'cart', crashed(1))),
    seen('nodes', [fixture('nodes', 'not-ready')]),
    seen('resourcequotas', [fixture('resourcequotas', 'full')]),
  ]
  expect(told(all).map((line) => line.split(' | ').slice(0, 3).join(' '))).toEqual([
    expect.stringMatching(/^bad \S+ Node$/),
    'bad cart Deployment in shop',
    expect.stringMatching(/^warn \S+ Resource quota in /),
  ])
})

test('more than fit are folded, and that there are still more is said', () => {
  const all = Array.from({ length: 80 }, (_, n) => pod(`p-${n}`, `app-${n}`, crashed(1)))
  const { shown, more, notes } = parts([seen('pods', all)]).troubles
  expect([shown.length, more?.entries.length]).toEqual([15, 25])
  expect(notes.join()).toContain('these are the worst')
})
