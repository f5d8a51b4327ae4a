/** The kubectl line of a log: whose it is, how far it reaches. */
import { expect, test } from 'vitest'
import { readAsked } from '../../src/logs/asked.ts'
import {
  editLine,
  listLine,
  logLine,
  manyAction,
  objectAction,
  objectLine,
  podsLogLine,
} from '../../src/views/kubectl-line.ts'
import { readList } from '../../src/views/query.ts'
import { pods } from '../support/resources.ts'

const asked = (query = '') => readAsked(new URLSearchParams(query)).asked
const of = (id: string, name = 'cart') => ({ resource: { ...pods, id }, namespace: 'shop', name })

test.each([
  ['', '--all-containers --tail=500'],
  ['container=app&tail=100', '-c app --tail=100'],
  ['container=app,proxy', '--all-containers --tail=500'],
  ['previous=1&since=15m', '--all-containers --previous --since=15m --tail=500'],
  ['from=2026-01-01T00:00:00Z', '--all-containers --since-time=2026-01-01T00:00:00.000Z'],
  ['head=50', '--all-containers'],
])('a pod, %s', (query, rest) => {
  expect(logLine(of('pods'), asked(query), '')).toBe(`kubectl logs cart -n shop ${rest}`)
})

test('a workload is read with all of its pods, one of them alone by its name', () => {
  const all = 'kubectl --context prod logs deployments.apps/cart -n shop --all-containers'
  expect(logLine(of('deployments.apps'), asked(), 'prod')).toBe(
    `${all} --all-pods --prefix --tail=500`,
  )
  expect(logLine(of('deployments.apps'), asked('pod=cart-0'), '')).toBe(
    'kubectl logs cart-0 -n shop --all-containers --tail=500',
  )
})

test('what kubectl cannot say has no line', () => {
  expect(logLine(of('cronjobs.batch'), asked(), '')).toBe('')
  const chosen = (query: string) =>
    podsLogLine(readList(new URLSearchParams(query)).state, asked(), '')
  expect(chosen('ns=shop&l=app%3Dcart')).toBe(
    'kubectl logs -l app=cart -n shop --all-containers --prefix --tail=500',
  )
  for (const query of ['l=app%3Dcart', 'ns=shop', 'ns=a,b&l=x', 'ns=shop&l=x&q=cart'])
    expect(chosen(query), query).toBe('')
})

test('a list of more than three namespaces is one of all', () => {
  const namespaces = ['a', 'b', 'c', 'd']
  const state = { namespaces, labels: '', fields: '' }
  expect(listLine(pods, state, '')).toBe('kubectl get pods -A')
  expect(listLine(pods, { ...state, namespaces: ["it's"] }, 'a b')).toBe(
    `kubectl --context 'a b' get pods -n 'it'\\''s'`,
  )
})

test('an object that is called like a flag is none', () => {
  const id = 'roles.rbac.authorization.k8s.io'
  const object = of(id, '--all')
  const named = `${id}/--all -n shop`
  expect(objectAction(object, ['delete'], '')).toBe(`kubectl delete ${named}`)
  expect(objectLine(object, 'overview', '')).toBe(`kubectl describe ${named}`)
  expect(objectLine(object, 'yaml', '')).toBe(`kubectl get ${named} -o yaml`)
  expect(editLine(object, '')).toBe(`kubectl edit ${named}`)
  const plain = of(id, 'reader')
  expect(objectAction(plain, ['delete'], '')).toBe(`kubectl delete ${id} reader -n shop`)
  const many = (...all: (typeof plain)[]) => manyAction(plain.resource, all, ['delete'], '')
  expect(many(plain)).toBe(`kubectl delete ${id} reader -n shop`)
  expect(many(plain, object)).toBe('')
})
