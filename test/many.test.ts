/** What an action asks and sends where it is done to many. */
import { expect, test } from 'vitest'
import { deletion } from '../src/actions/deletion.ts'
import { annotations, labels } from '../src/actions/marks.ts'
import { scale } from '../src/actions/scale.ts'
import type { KubeObject } from '../src/kube.ts'
import { manyAction } from '../src/views/kubectl-line.ts'
import { pods } from './support/resources.ts'

const object = (name: string, namespace = 'shop', more: object = {}) =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, ...more }) as KubeObject
const now = new Date(0)
const [lines] = labels.many?.inputs?.([object('a')]) ?? []

test.each([
  ['team=api', ''],
  ['team=api\nold-', ''],
  ['a/b-', ''],
  ['', 'Expected a line at least'],
  [' \n', 'Expected a line at least'],
  ['a b-', 'Line 1: “a b-” is no key.'],
  ['x=1\nx-', 'Line 2: “x” stands twice.'],
  ['x=a b', 'is no value of a label'],
])('labels of many: %j', (text, wrong) => {
  if (wrong === '') expect(lines?.wrong(text)).toBe('')
  else expect(lines?.wrong(text)).toContain(wrong)
})

test('what is set is set, what is taken is taken, and nothing else is sent', () => {
  const given = { annotations: 'note="two\\nlines"\nold-\n__proto__=x' }
  expect(JSON.stringify(annotations.many?.effect?.(object('a'), given, now))).toBe(
    '{"patch":"merge","body":{"metadata":{"annotations":{"note":"two\\nlines","old":null,"__proto__":"x"}}}}',
  )
})

test('the kubectl line names each, a namespace at a time, as a shell takes it', () => {
  const refs = [
    ['a', 'shop'],
    ['b', 'web'],
    ['c', 'shop'],
  ].map(([name = '', namespace = '']) => ({ resource: pods, name, namespace }))
  const words = labels.kubectl({ labels: lines?.words?.('note=a\nold-') ?? '' })
  expect(manyAction(pods, refs, words, 'my ctx')).toBe(
    "kubectl --context 'my ctx' label pods a c -n shop note=a old- --overwrite; kubectl --context 'my ctx' label pods b -n web note=a old- --overwrite",
  )
  const many = Array.from({ length: 41 }, () => refs[0]!)
  expect(manyAction(pods, many, words, '')).toBe('')
})

test.each([
  [['shop', 'web'], undefined],
  [['shop', 'kube-system'], 'Type kube-system to delete what is there'],
  [['kube-system', 'default', 'shop'], 'Type default,kube-system to delete what is there'],
])('of those in %j the name that is asked for', (spaces, label) => {
  const asked = deletion.many?.inputs?.(spaces.map((space) => object('a', space))) ?? []
  const confirm = asked.find(({ name }) => name === 'confirm')
  expect(confirm?.label).toBe(label)
  if (confirm !== undefined) expect(confirm.wrong('shop')).toContain('nothing was deleted')
})

const spaces = (count: number): KubeObject[] =>
  Array.from({ length: count }, (_, at) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: `n${at}` },
  }))

const asked = (count: number) => deletion.many?.inputs?.(spaces(count)).at(-1)

test('namespaces are named themselves, of many their number', () => {
  expect(asked(2)?.wrong('n0,n1')).toBe('')
  expect(asked(4)?.wrong('4 namespaces')).toBe('')
  expect(asked(4)?.wrong('n0,n1,n2,n3')).not.toBe('')
})

const of = (...counts: readonly number[]) =>
  scale.many?.inputs?.(counts.map((replicas) => object('a', 'shop', { spec: { replicas } })))

test('a number of replicas stands there where all have the same', () => {
  expect(of(3, 3)?.[0]?.value).toBe('3')
  expect(of(3, 2)?.[0]?.value).toBe('')
  expect(of(3, 2)?.[0]?.wrong('')).not.toBe('')
})

test.each([
  ['few to a few more', [2, 3], '7', ''],
  ['one of them far', [2, 30], '100', 'This makes 100 replicas of 2 (a).'],
  [
    'small ones that are many',
    Array<number>(10).fill(1),
    '20',
    'This makes 200 replicas of 10, all of them together.',
  ],
  ['small ones to none', [4, 4, 4], '0', 'This makes 0 replicas of 12, all of them together.'],
  [
    'more than are named',
    Array<number>(7).fill(11),
    '0',
    'This makes 0 replicas of 11 (a), 11 (a), 11 (a), 11 (a), 11 (a) and of 2 more.',
  ],
])('a scale of many is asked for once more: %s', (_, counts, typed, words) => {
  expect(of(...counts)?.[0]?.doubt?.(typed)).toBe(words)
})
