/** What is cut from a text, what is put in, and where a field stands. */
import { expect, test } from 'vitest'
import {
  cutForEdit,
  identityOf,
  leavesOf,
  lineOf,
  Malformed,
  mergePatch,
  sentText,
  unixLines,
  valuesOf,
} from '../../src/edit.ts'

const text = `apiVersion: v1
data:
  a: |
    metadata:
      uid: no
  big: "9007199254740993"
kind: Thing
metadata:
  generation: 3
  labels:
    uid: kept
  managedFields:
  - apiVersion: v1
    fieldsV1:
      f:data: {}
    manager: x
  name: one
  resourceVersion: "12"
  uid: 1-2
spec:
  list:
  - name: app
    image: x
  - image: y
    name: side
  size: 9007199254740993
status:
  list:
  - a

  note: b
`

test('what nobody edits is cut, whole and nothing else', () => {
  const cut = cutForEdit(text, true)
  expect(cut).toContain('  labels:\n    uid: kept\n  name: one\nspec:')
  expect(cut).not.toMatch(/status|managedFields|f:data|resourceVersion|generation/)
  expect(cut).toContain('    metadata:\n      uid: no\n')
  expect(cutForEdit(text, false)).toContain('status:\n  list:\n  - a\n\n  note: b\n')
  expect(identityOf(text)).toEqual({ uid: '1-2', version: '12' })
})

test.each([
  'metadata:\n  name: a\n',
  'metadata: # mine\n      name: a\n      uid: "other"\n      resourceVersion: ""\n',
  'metadata:\n\n # why\n  name: a\n  managedFields:\n  - manager: x\n  generation: 4\n',
  'metadata:\n  "uid": null\n  name: a',
])('%j is sent as what was seen', (typed) => {
  const { text: sent } = sentText(typed, { uid: 'u-1', version: '7' })
  expect(valuesOf(sent)).toEqual({ metadata: { name: 'a', uid: 'u-1', resourceVersion: '7' } })
})

test.each([
  ['metadata: {name: a}\n', 1],
  ['kind: A\n', 1],
  ['a: b\n  c: d\n', 2],
  ['metadata:\n  name: a\n---\nmetadata:\n  name: b\n', 0],
  ['- a\n', 1],
  ['', 0],
  [`a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n${'['.repeat(3000)}`, 0],
  ['metadata:\n  name: a\n  uid : b\n  ? resourceVersion\n  : c\n', 0],
] as const)('%j cannot be sent', (typed, line) => {
  try {
    sentText(typed, { uid: 'u', version: '1' })
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(Malformed)
    if (line > 0) expect((error as Malformed).line).toBe(line)
  }
})

test('what names itself again and again ends', () => {
  const bomb = Array.from({ length: 9 }, (_, at) => `k${at}: &k${at} [${`*k${at - 1},`.repeat(9)}]`)
  const typed = `k-1: &k-1 [x,x,x,x,x,x,x,x,x]\n${bomb.join('\n')}`
  expect(() => leavesOf(valuesOf(typed))).toThrow(Malformed)
})

const layers = (first: string, times: number, deep: number) =>
  [
    `k0: &k0 ${first}`,
    ...Array.from(
      { length: deep },
      (_, at) => `k${at + 1}: &k${at + 1} [${`*k${at},`.repeat(times)}]`,
    ),
  ].join('\n')

test.each([
  ['layer over layer', layers('[x]', 3, 33), 'stand for more'],
  ['a long text often', layers('x'.repeat(50_000), 90, 1), 'stand for more'],
  ['itself', 'a: &a [*a]', 'stand for more'],
  ['one after the other', layers('x', 101, 1), 'more than 100 aliases'],
])('an alias for %s is told in words', (_, typed, words) =>
  expect(() => valuesOf(typed)).toThrow(
    expect.objectContaining({ name: 'Error', message: expect.stringContaining(words) }),
  ),
)

test('aliases as people use them are read', () => {
  const image = `&it {repository: registry.example.com/cart, tag: '1'}`
  const list = Array.from({ length: 90 }, (_, at) => `  - {name: c${at}, image: *it}`)
  const { a } = valuesOf(`first: ${image}\na:\n${list.join('\n')}\n`)
  expect((a as { image: { tag: string } }[])[89]?.image.tag).toBe('1')
})

test.each([
  ['spec.list[1].name', 25],
  ['spec.list[0].image', 23],
  ['spec.list[0].ports', 22],
  ['metadata.labels[uid]', 11],
  ['metadata.labels', 10],
  ['data.a', 3],
  ['spec', 20],
  ['nothing', 0],
])('%s stands in line %i', (path, line) => expect(lineOf(text, path)).toBe(line))

test('values are as the API server reads them, to the digit', () => {
  const read = valuesOf(
    'a: 0644\nb: yes\nc: 9007199254740993\nd: "yes"\ne: 12:30\nf: 1.50\n__proto__: x\n',
  )
  expect(JSON.stringify(read)).toBe(
    '{"a":420,"b":true,"c":9007199254740993,"d":"yes","e":"12:30","f":1.50,"__proto__":"x"}',
  )
})

test('a difference is a merge patch of what was seen', () => {
  const base =
    'metadata:\n  name: a\n  labels:\n    x: "1"\n    __proto__: old\ndata:\n  a: b\n  big: 1\n'
  const mine =
    'metadata:\n  name: a\n  labels:\n    __proto__: new\ndata:\n  a: b\n  big: 9007199254740993\n'
  expect(mergePatch(base, mine, { uid: 'u', version: '1' })).toBe(
    '{"data":{"big":9007199254740993},"metadata":{"labels":{"x":null,"__proto__":"new"},"uid":"u","resourceVersion":"1"}}',
  )
})

test('line ends of a form are those of the text', () =>
  expect(unixLines('a\r\nb\rc\n')).toBe('a\nb\nc\n'))
