import { expect, test } from 'vitest'
import { bytes, counted, grouped, plural, quoted, sentence } from '../../src/views/words.ts'

test.each([
  ['NetworkPolicy', 'networkpolicies', 'Network policies'],
  ['Pod', 'pods', 'Pods'],
  ['Ingress', 'ingresses', 'Ingresses'],
  ['Endpoints', 'endpoints', 'Endpoints'],
  ['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'Horizontal pod autoscalers'],
  ['CSIDriver', 'csidrivers', 'CSI drivers'],
  ['APIService', 'apiservices', 'API services'],
  ['StorageClass', 'storageclasses', 'Storage classes'],
])('%s in the plural is %s: %s', (kind, name, words) => {
  expect(plural(kind, name)).toBe(words)
})

test.each([
  ['ConfigMap', 'Config map'],
  ['CSINode', 'CSI node'],
  ['roleRef', 'Role ref'],
  ['IPAddress', 'IP address'],
  ['Pod', 'Pod'],
  ['spec', 'Spec'],
])('%s is read as “%s”', (camel, words) => {
  expect(sentence(camel)).toBe(words)
})

test('numbers are grouped by thousands', () => {
  expect([0, 999, 1000, 10_003, 1_234_567].map(grouped)).toEqual([
    '0',
    '999',
    '1,000',
    '10,003',
    '1,234,567',
  ])
})

test('one is singular, all else plural', () => {
  expect(counted(1, 'pod')).toBe('1 pod')
  expect(counted(0, 'pod')).toBe('0 pods')
  expect(counted(2000, 'policy', 'policies')).toBe('2,000 policies')
})

test('bytes in the unit that people read', () => {
  expect([0, 1023, 1024, 1536, 200_000, 2 ** 20, 2 ** 30].map(bytes)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KiB',
    '1.5 KiB',
    '195 KiB',
    '1.0 MiB',
    '1.0 GiB',
  ])
})

test('a word for the shell is quoted only where it must be, and then is one word', () => {
  expect(quoted('prod')).toBe('prod')
  expect(quoted('a b')).toBe(`'a b'`)
  expect(quoted("it's")).toBe(`'it'\\''s'`)
  expect(quoted('$(reboot)')).toBe(`'$(reboot)'`)
  expect(quoted('')).toBe(`''`)
})
