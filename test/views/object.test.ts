import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../src/kube.ts'
import { urls } from '../../src/urls.ts'
import type { Block } from '../../src/views/blocks.ts'
import { conditions } from '../../src/views/conditions.ts'
import { objectBlocks, objectBody, objectHead } from '../../src/views/object.ts'
import { pageRoom } from '../../src/views/room.ts'
import { tree } from '../../src/views/tree.ts'
import { discovery } from '../support/discovered.ts'
import { leases } from '../support/resources.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ref = { resource: leases, namespace: 'web', name: 'cart' }
const context = { cluster: 'prod', ref, discovery, urls: urls(''), now }
const pod = (more: object = {}, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart', namespace: 'web', ...metadata },
  ...more,
})
const printed = {
  columns: [],
  version: '',
  continue: null,
  remaining: null,
  warnings: [],
}
type Tags = Extract<Block, { block: 'tags' }>
const titles = (blocks: readonly Block[]) => blocks.map(({ title }) => title)

const said = (...all: object[]) => conditions(pod({ status: { conditions: all } }), now).items

describe('conditions', () => {
  test.each([
    ['Ready', 'True', 'Ready is true', 'ok'],
    ['Ready', 'False', 'Ready is false', 'bad'],
    ['Ready', 'Unknown', 'Ready is not known', 'warn'],
    ['MemoryPressure', 'False', 'MemoryPressure is false', 'ok'],
    ['MemoryPressure', 'True', 'MemoryPressure is true', 'bad'],
    ['ReplicaFailure', 'True', 'ReplicaFailure is true', 'bad'],
    ['NetworkUnavailable', 'False', 'NetworkUnavailable is false', 'ok'],
    ['Suspended', 'True', 'Suspended is true', 'idle'],
    ['Suspended', 'False', 'Suspended is false', 'idle'],
    ['Sailing', 'False', 'Sailing is false', 'idle'],
    ['Sailing', 'Unknown', 'Sailing is not known', 'idle'],
    ['DisruptionAllowed', 'True', 'DisruptionAllowed is true', 'ok'],
    ['DisruptionAllowed', 'False', 'DisruptionAllowed is false', 'warn'],
    ['DisruptionTarget', 'True', 'DisruptionTarget is true', 'bad'],
    ['ScalingLimited', 'False', 'ScalingLimited is false', 'ok'],
    ['ScalingLimited', 'True', 'ScalingLimited is true', 'warn'],
    ['ScalingActive', 'False', 'ScalingActive is false', 'bad'],
    ['NamespaceContentRemaining', 'False', 'NamespaceContentRemaining is false', 'ok'],
    ['NamespaceFinalizersRemaining', 'True', 'NamespaceFinalizersRemaining is true', 'warn'],
    ['NamespaceDeletionContentFailure', 'True', 'NamespaceDeletionContentFailure is true', 'bad'],
    ['Denied', 'True', 'Denied is true', 'bad'],
    ['Approved', 'True', 'Approved is true', 'ok'],
    ['NonStructuralSchema', 'True', 'NonStructuralSchema is true', 'bad'],
    ['Established', 'False', 'Established is false', 'bad'],
    ['InfrastructureReady', 'True', 'InfrastructureReady is true', 'ok'],
    ['NotReady', 'True', 'NotReady is true', 'bad'],
    ['FailureTarget', 'True', 'FailureTarget is true', 'bad'],
  ])('%s %s: %s, %s', (type, status, words, tone) => {
    expect(said({ type, status })[0]).toMatchObject({ words, tone })
  })

  test('a pod that has completed is not bad for not being ready', () => {
    expect(said({ type: 'Ready', status: 'False', reason: 'PodCompleted' })[0]?.tone).toBe('idle')
  })

  test.each([
    ['Succeeded', 'idle'],
    ['Failed', 'idle'],
    ['Running', 'bad'],
  ])('a %s pod that is not ready to start containers: %s', (phase, tone) => {
    const status = { phase, conditions: [{ type: 'PodReadyToStartContainers', status: 'False' }] }
    expect(conditions(pod({ status }), now).items[0]?.tone).toBe(tone)
  })

  test('an autoscaler of nothing rests', () => {
    const [one] = said({ type: 'ScalingActive', status: 'False', reason: 'ScalingDisabled' })
    expect(one?.tone).toBe('idle')
  })

  test('reason, message and since when come along', () => {
    const lastTransitionTime = '2026-11-22T11:00:00Z'
    const [one] = said({ type: 'A', status: 'True', reason: 'R', message: 'M', lastTransitionTime })
    expect(one).toMatchObject({ reason: 'R', message: 'M', since: { text: '60m' } })
  })

  test('what is no condition is left out, and a status that is no object has none', () => {
    expect(conditions(pod({ status: { conditions: ['x', null, 7, {}] } }), now).items).toHaveLength(
      1,
    )
    for (const status of [null, 'x', [], { conditions: 'x' }, { conditions: null }])
      expect(conditions(pod({ status }), now).items).toEqual([])
  })
})

const whole = (more: object = {}) => ({
  nodes: 1000,
  text: 1000,
  room: pageRoom(),
  cut: false,
  ...more,
})

describe('a tree', () => {
  test('shows every scalar under its key', () => {
    const nodes = tree({ a: 1, b: 'x', c: true, d: null, e: {}, f: [] }, whole())
    expect(nodes.map(({ key, text }) => [key, text])).toEqual([
      ['a', '1'],
      ['b', 'x'],
      ['c', 'true'],
      ['d', 'null'],
      ['e', '{}'],
      ['f', '[]'],
    ])
  })

  test('calls the items of a list by their names', () => {
    const nodes = tree([{ name: 'app' }, { type: 'Ready' }, { x: 1 }], whole())
    expect(nodes.map(({ key }) => key)).toEqual(['app', 'Ready', '3'])
    expect(tree({ list: [{ a: {} }] }, whole())[0]?.holds).toBe('1 item')
  })

  test('takes no more than its budget, over all branches', () => {
    const count = (nodes: ReturnType<typeof tree>): number =>
      nodes.reduce((sum, { children }) => sum + 1 + count(children), 0)
    const wide = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`k${n}`, { a: { b: 1 }, c: 2 }]),
    )
    const budget = whole({ nodes: 50 })
    expect(count(tree(wide, budget))).toBe(50)
    expect([budget.nodes, budget.cut]).toEqual([0, true])
  })

  test('cuts a long text and says how much is missing', () => {
    expect(tree({ a: 'x'.repeat(30) }, whole({ text: 10 }))[0]?.text).toBe(
      `${'x'.repeat(10)}… 20 more characters`,
    )
  })

  test('ends where it would go too deep', () => {
    const budget = whole()
    let deep: unknown = 1
    for (let level = 0; level < 5000; level += 1) deep = { deep }
    expect(() => tree(deep, budget)).not.toThrow()
    expect(budget.cut).toBe(true)
  })

  test('a key named __proto__ is a key', () => {
    const nodes = tree(JSON.parse('{"__proto__": "x"}'), whole())
    expect(nodes.map(({ key, text }) => [key, text])).toEqual([['__proto__', 'x']])
  })
})

describe('an object’s page', () => {
  test('of a kind that nothing is known of says which conditions are bad, and why', () => {
    const all = [
      { type: 'Ready', status: 'False', reason: 'DiskFull', message: 'data is 100% full' },
      { type: 'Synced', status: 'True' },
      { type: 'Sailing', status: 'False' },
    ]
    const { problems } = objectBody(
      pod({ status: { conditions: all } }),
      { ...printed, rows: [] },
      context,
    )
    expect(problems.map(({ tone, title, evidence }) => [tone, title, evidence])).toEqual([
      ['bad', 'Ready is false: DiskFull', ['data is 100% full']],
    ])
    expect(problems[0]?.next[0]?.href).toMatch(/\/cart\/events$/)
  })

  test('begins with the conditions, spec before status, conditions not twice', () => {
    const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
    const { main } = objectBlocks(pod({ status, spec: { nodeName: 'n1' }, extra: 'x' }), context)
    expect(titles(main)).toEqual(['Conditions', 'Spec', 'Extra', 'Status'])
    expect(JSON.stringify(main.at(-1))).not.toContain('"conditions"')
  })

  test('says where it was cut', () => {
    const spec = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`k${n}`, n]))
    const { main } = objectBlocks(pod({ spec }), context)
    expect(main[0]).toMatchObject({ more: expect.stringContaining('the YAML has all of it') })
  })

  test('labels lead to those that carry them; too many are counted', () => {
    const labels = Object.fromEntries(Array.from({ length: 70 }, (_, n) => [`l${n}`, 'v']))
    const { side } = objectBlocks(pod({}, { labels, annotations: { a: 'x'.repeat(400) } }), context)
    const [first, , notes] = side as [Tags, Block, Tags]
    expect(first.tags[0]?.href).toBe('/c/prod/leases.coordination.k8s.io?l=l0%3Dv&ns=web')
    expect([first.tags.length, first.more]).toEqual([60, '10 more: the YAML has them all.'])
    expect(notes.tags[0]?.value).toMatch(/… 100 more characters$/)
  })
})

const head = (meta: object, tab: 'overview' | 'yaml' = 'overview') =>
  objectHead({ ...printed, rows: [{ cells: [], meta: { name: 'cart', ...meta } }] }, context, tab)

describe('its title line', () => {
  test('names the controller among its owners, with a way there', () => {
    const ownerReferences = [
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid: '1' },
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'cart-7d', uid: '2', controller: true },
    ]
    expect(head({ ownerReferences }).owner).toEqual({
      text: 'ReplicaSet cart-7d',
      href: '/c/prod/replicasets.apps/web/cart-7d',
    })
    const [, , stranger] = [...ownerReferences, { ...ownerReferences[0]!, kind: 'Ship' }]
    expect(head({ ownerReferences: [stranger] }).owner).toEqual({ text: 'Ship other' })
  })

  test('being deleted is told, and what holds it', () => {
    const deletionTimestamp = '2026-11-22T11:50:00Z'
    const held = head({ deletionTimestamp, finalizers: ['a/b', 'c/d'] })
    expect(held.deletion).toContain('10m ago, and waits for 2 finalizers: a/b, c/d')
    expect(head({}).deletion).toBe('')
    const inGrace = { deletionTimestamp: '2026-11-22T12:20:00Z', deletionGracePeriodSeconds: 1800 }
    expect(head(inGrace).deletion).toContain('asked for 10m ago.')
    const endless = { deletionTimestamp, deletionGracePeriodSeconds: 2 ** 63 }
    expect(head(endless).deletion).toContain('asked for')
  })

  test('its tabs are its parts, the current one marked', () => {
    const { tabs } = head({}, 'yaml')
    expect(tabs.map(({ href, current }) => [href, current])).toEqual([
      ['/c/prod/leases.coordination.k8s.io/web/cart', false],
      ['/c/prod/leases.coordination.k8s.io/web/cart/events', false],
      ['/c/prod/leases.coordination.k8s.io/web/cart/yaml', true],
    ])
  })
})
