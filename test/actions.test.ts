import { expect, test } from 'vitest'
import { annotations, labels } from '../src/actions/marks.ts'
import { image } from '../src/actions/image.ts'
import { trigger } from '../src/actions/trigger.ts'
import { undoDeployment } from '../src/actions/undo.ts'
import type { KubeObject } from '../src/kube.ts'

const object = (metadata: object, more: object = {}) =>
  ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a', ...metadata },
    ...more,
  }) as KubeObject
const now = new Date(0)
const linesOf = (of: KubeObject) => annotations.inputs(of)[0]?.value ?? ''

test('only what is another is sent: what is hidden stays as it is', () => {
  const copy = 'kubectl.kubernetes.io/last-applied-configuration'
  const secret = object({ annotations: { [copy]: '<hidden, 12 bytes>', a: '1', b: '2' } })
  const text = linesOf(secret)
    .replace('a=1', 'a=3')
    .replace(/^b=.*$/m, 'c=4')
  expect(annotations.effect(secret, { annotations: text }, now)).toEqual({
    patch: 'merge',
    body: { metadata: { annotations: { a: '3', c: '4', b: null } } },
  })
})

test('a value that no line can hold comes back as it was', () => {
  const odd = {
    a: ' spaces ',
    b: 'two\nlines',
    c: '"quoted"',
    d: '',
    e: 'x=y',
    f: '\ttab',
    g: '"half',
  }
  const given = object({ annotations: odd })
  const { wrong, value = '' } = annotations.inputs(given)[0] ?? {}
  expect(wrong?.(value)).toBe('')
  expect(value.split('\n')).toHaveLength(7)
  const none = object({})
  expect(annotations.effect(none, { annotations: value }, now)).toMatchObject({
    body: { metadata: { annotations: odd } },
  })
  expect(annotations.effect(given, { annotations: value }, now)).toMatchObject({
    body: { metadata: { annotations: {} } },
  })
})

test.each([
  ['app=cart', ''],
  ['a/b=c', ''],
  ['app', ''],
  ['a b=c', 'Line 1: “a b” is no key.'],
  ['x=1\n\ny=a b', 'Line 3: “a b” is no value of a label'],
  ['x=1\nx=2', 'Line 2: “x” stands twice.'],
  ['=1', 'Line 1: “” is no key.'],
  [`x=${'a'.repeat(64)}`, 'Line 1: '],
])('the lines %j: %s', (text, said) => {
  const why = labels.inputs(object({}))[0]?.wrong(text) ?? ''
  if (said === '') expect(why).toBe('')
  else expect(why).toContain(said)
})

test('what an annotation’s key has before its slash may have capitals, a label’s not', () => {
  const [asked] = annotations.inputs(object({}))
  expect(asked?.wrong('Example.com/a=1')).toBe('')
  expect(labels.inputs(object({}))[0]?.wrong('Example.com/a=1')).toContain('is no key')
})

test('only images that are others are sent', () => {
  const pod = {
    containers: [
      { name: 'app', image: 'a:1' },
      { name: 'side', image: 'b:1' },
    ],
  }
  const work = object({}, { spec: { template: { spec: pod } } })
  const given = { 'image.app': 'a:2', 'image.side': 'b:1' }
  expect(image.effect(work, given, now)).toEqual({
    patch: 'strategic',
    body: { spec: { template: { spec: { containers: [{ name: 'app', image: 'a:2' }] } } } },
  })
})

test('a Job of a long name has a name that is one', () => {
  const cron = object({ name: 'n'.repeat(52), resourceVersion: '123456789' })
  const { value = '', wrong } = trigger.inputs(cron)[0] ?? {}
  expect(value).toMatch(/^n{45}-manual-[a-z0-9]+$/)
  expect(wrong?.(value)).toBe('')
})

test.each([
  ['1', 'There is no earlier revision to go back to.'],
  ['2', ''],
])('what is at revision %s is undone, or why it is not', (number, why) => {
  const at = object({ annotations: { 'deployment.kubernetes.io/revision': number } })
  expect(undoDeployment.hindered(at)).toBe(why)
})

test.each([
  ['a=1\nb=2', ''],
  ['a=1\nb=2\nc', 'c='],
  ['b=2\na=1\n', ''],
  ['a=3\nb=2', 'a=3 --overwrite'],
  ['b=2', 'a-'],
  ["a=1\nb=2\nnote=it's here", "'note=it'\\''s here'"],
  ['x="two\\nlines"', "'x=two\nlines' a- b-"],
  ['b=a;b\n__proto__=x', "'b=a;b' __proto__=x a- --overwrite"],
])('the words of a kubectl line that makes of a=1 and b=2 %j', (text, words) => {
  const [input] = annotations.inputs(object({ annotations: { a: '1', b: '2' } }))
  expect(input?.words?.(text)).toBe(words)
})
