import { expect, test } from 'vitest'
import { anyOf, type Rules, rightsOf } from '../../src/kube/rights.ts'
import { allows } from '../../src/kube/among.ts'
import { discovery } from '../support/discovered.ts'

const pods = discovery.get('pods')!
const deployments = discovery.get('deployments.apps')!
const metrics = discovery.get('pods.metrics.k8s.io')!
const nodes = discovery.get('nodes')!

const rule = (verbs: string, groups: string, resources: string, names: string[] = []) => ({
  verbs: verbs.split(' '),
  apiGroups: groups.split(' ').map((group) => group.replace('core', '')),
  resources: resources.split(' '),
  resourceNames: names,
})
const of = (...resourceRules: NonNullable<Rules['resourceRules']>) => rightsOf({ resourceRules })
const said = (rules: ReturnType<typeof of>) =>
  [pods, deployments, metrics, nodes].map((one) => rules.mayList(one))

test.each([
  ['one resource of one group', rule('get list', 'core', 'pods'), [true, false, false, false]],
  ['every verb', rule('*', 'apps', 'deployments'), [false, true, false, false]],
  ['every group', rule('list', '*', 'pods'), [true, false, true, false]],
  ['every resource of a group', rule('list', 'core', '*'), [true, false, false, true]],
  ['everything', rule('*', '*', '*'), [true, true, true, true]],
  [
    'groups times resources',
    rule('list', 'core apps', 'pods deployments'),
    [true, true, false, false],
  ],
  ['another verb', rule('get watch', '*', '*'), [false, false, false, false]],
  ['single names', rule('list', '*', '*', ['web']), [false, false, false, false]],
  ['a subresource', rule('*', '*', 'pods/log deployments/*'), [false, false, false, false]],
])('a rule for %s', (_, one, expected) => {
  expect(said(of(one))).toEqual(expected)
})

test('nothing is allowed without a rule, and nothing is known where rules may be missing', () => {
  expect(said(of())).toEqual([false, false, false, false])
  expect(said(rightsOf({ resourceRules: null }))).toEqual([false, false, false, false])
  const some = rightsOf({ incomplete: true, resourceRules: [rule('list', 'core', 'pods')] })
  expect(said(some)).toEqual([true, null, null, null])
})

test('of several the best is told', () => {
  const [a, b] = [of(rule('list', 'core', 'pods')), of(rule('list', 'apps', '*'))]
  expect(said(anyOf([a, b]))).toEqual([true, true, false, false])
  expect(said(anyOf([a, rightsOf({ incomplete: true })]))).toEqual([true, null, null, null])
  expect(said(anyOf([]))).toEqual([false, false, false, false])
})

test('what has no namespace is no reason to name one', () => {
  expect(allows(of(rule('list', 'core', 'nodes')), discovery)).toBe(false)
  expect(allows(of(rule('list', 'core', 'nodes pods')), discovery)).toBe(true)
  expect(allows(rightsOf({ incomplete: true }), discovery)).toBeNull()
})

test.each([
  ['its verb', rule('patch', 'apps', 'deployments'), [true, false]],
  ['its subresource', rule('patch', 'apps', 'deployments/scale'), [false, true]],
  ['that subresource of everything', rule('patch', '*', '*/scale'), [false, true]],
  ['everything', rule('*', '*', '*'), [true, true]],
  ['its name', rule('patch', 'apps', 'deployments deployments/scale', ['cart']), [true, true]],
  ['another name', rule('patch', 'apps', 'deployments', ['web']), [false, false]],
  ['another verb', rule('update get', 'apps', '*'), [false, false]],
  ['another group', rule('patch', 'core', '*'), [false, false]],
])('of one object, a rule for %s', (_, one, expected) => {
  const rights = of(one)
  const may = [
    rights.may('patch', deployments, 'cart'),
    rights.may('patch', deployments, 'cart', 'scale'),
  ]
  expect(may).toEqual(expected)
  const unsaid = rightsOf({ incomplete: true, resourceRules: [one] })
  expect(unsaid.may('delete', deployments, 'cart')).toBe(
    expected[0] && one.verbs[0] === '*' ? true : null,
  )
})
