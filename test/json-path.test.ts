import { expect, test } from 'vitest'
import { readPath, valueAt } from '../src/json-path.ts'

const pod = {
  metadata: {
    name: 'cart-0',
    labels: { 'app.kubernetes.io/name': 'cart', team: 'shop' },
    annotations: { 'a.b/c': 'yes' },
  },
  spec: {
    nodeName: 'worker-1',
    replicas: 3,
    paused: false,
    containers: [
      { name: 'app', image: 'cart:1', ports: [{ containerPort: 80 }, { containerPort: 81 }] },
      { name: 'side', image: 'side:2' },
    ],
  },
  status: {
    conditions: [
      { type: 'Ready', status: 'True', count: 4 },
      { type: 'Initialized', status: 'False' },
    ],
  },
}

const value = (text: string, of: unknown = pod) => {
  const path = readPath(text)
  if ('why' in path) throw new Error(`${path.at}: ${path.why}`)
  return valueAt(of, path)
}

test.each([
  ['.spec.nodeName', 'worker-1'],
  ['{.spec.nodeName}', 'worker-1'],
  ['{$.spec.nodeName}', 'worker-1'],
  ['spec.nodeName', 'worker-1'],
  ['.spec.replicas', 3],
  ['.spec.paused', 'false'],
  ['.spec.containers[0].image', 'cart:1'],
  ['.spec.containers[-1].image', 'side:2'],
  ['.spec.containers[*].image', 'cart:1, side:2'],
  ['.spec.containers[*].ports[*].containerPort', '80, 81'],
  ["['spec']['nodeName']", 'worker-1'],
  [".metadata.annotations['a.b/c']", 'yes'],
  ['.metadata.annotations["a.b/c"]', 'yes'],
  [String.raw`.metadata.labels.app\.kubernetes\.io/name`, 'cart'],
  ['.metadata.labels.*', 'cart, shop'],
  ['{.status.conditions[?(@.type=="Ready")].status}', 'True'],
  [".status.conditions[?(@.type != 'Ready')].type", 'Initialized'],
  ['.status.conditions[?(@.count>3)].type', 'Ready'],
  ['.status.conditions[?(@.count)].type', 'Ready'],
  ['.spec.containers[0].ports', '[{"containerPort":80},{"containerPort":81}]'],
])('%s', (path, found) => {
  expect(value(path)).toBe(found)
})

test.each([
  '.spec.nothing',
  '.spec.containers.name',
  '.spec.containers[7].name',
  '.a.b.c',
  '.spec.containers.length',
])('%s is not there', (path) => {
  expect(value(path)).toBeNull()
})

test('what every JavaScript object has is nothing that this one says', () => {
  expect(value('.constructor')).toBeNull()
  expect(value('.metadata.__proto__')).toBeNull()
  expect(value('.metadata.labels.toString')).toBeNull()
})

test.each([
  ['..name', 1, '..'],
  ['.spec..name', 6, '..'],
  ['{.spec.name', 11, '}'],
  ['{range .items[*]}', 7, 'field'],
  ['.spec.containers[0:2]', 17, 'slices'],
  [".spec['a','b']", 6, 'unions'],
  ['.spec.containers[?(@.a==1&&@.b==2)]', 17, 'one comparison'],
  ['.spec.{.name}', 6, 'field'],
  ['.spec.', 6, 'field'],
  ['', 1, 'field'],
  [`.${'a.'.repeat(200)}b`, 300, '300'],
  [`.${'a.'.repeat(30)}b`, 41, '20 steps'],
])('%s is refused at %i', (text, at, words) => {
  const path = readPath(text)
  expect(path).toMatchObject({ at })
  expect('why' in path && path.why).toContain(words)
})

test('a path finds a bounded number of values, and a cell has a bounded length', () => {
  const wide = { a: Array.from({ length: 5000 }, () => Array.from({ length: 5000 }, () => 'x')) }
  const began = String(value('.a[*][*]', wide))
  expect(began.length).toBe('x, '.repeat(200).length - 2)
  expect(String(value('.a', { a: 'y'.repeat(5000) })).length).toBe(1001)
})

test('what is nested as deeply as an API server takes it is not written out', () => {
  let deep: object = {}
  for (let level = 0; level < 9990; level++) deep = { a: deep }
  expect(value('.deep', { deep, near: 1 })).toBe('…')
  expect(value('.near', { deep, near: 1 })).toBe(1)
})
