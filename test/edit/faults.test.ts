/** What the API server finds wrong with a text, each at its own line and in plain words. */
import { expect, test } from 'vitest'
import { faultsOf } from '../../src/edit.ts'

const map = `apiVersion: v1
kind: ConfigMap
metadata:
  name: x
data:
  fine: a
  count: 3
  on: true
  deep: {a: b}
`
const head = 'failed to create typed patch object (shop/x; /v1, Kind=ConfigMap): '
const got = (value: string) => `expected string, got &value.valueUnstructured{Value:${value}}`

test('each field of an apply that does not fit is one fault, without the words of Go', () => {
  const one = { message: `${head}.data.count: ${got('3')}`, causes: [] }
  expect(faultsOf(one, map)).toEqual([{ text: 'data.count: expected a string, got 3', line: 7 }])
  const all = [
    'errors:',
    `  .data.count: ${got('3')}`,
    `  .data.on: ${got('true')}`,
    `  .data.deep: ${got('map[string]interface {}{"a":"b"}')}`,
    '  .date: field not declared in schema',
  ]
  expect(faultsOf({ message: `${head}${all.join('\n')}`, causes: [] }, map)).toEqual([
    { text: 'data.count: expected a string, got 3', line: 7 },
    { text: 'data.on: expected a string, got true', line: 8 },
    { text: 'data.deep: expected a string, got a map', line: 9 },
    { text: 'date: field not declared in schema', line: 0 },
  ])
})

test('of a Secret no value is said', () => {
  const message = `failed to create typed patch object (a/b; /v1, Kind=Secret): .data.pin: ${got('1234')}`
  expect(faultsOf({ message, causes: [] }, 'data:\n  pin: 1234\n')).toEqual([
    { text: 'data.pin: expected a string, got something else', line: 2 },
  ])
})

test('an item is found by the keys that it has', () => {
  const pod = `spec:
  containers:
    - name: first
      image: a
    - name: "second"
      image: b
      ports:
        - containerPort: 80
        - containerPort: 81
          name: 5
`
  const field = '.spec.containers[name="second"].ports[containerPort=81,protocol="TCP"].name'
  const message = `failed to create typed patch object (a/b; /v1, Kind=Pod): ${field}: ${got('5')}`
  expect(faultsOf({ message, causes: [] }, pod).map(({ line }) => line)).toEqual([10])
  const cause = { field: '.spec.containers[name="second"].image', message: 'conflict with "k"' }
  expect(faultsOf({ message: '', causes: [cause] }, pod)).toEqual([
    { text: `${cause.field}: ${cause.message}`, line: 6 },
  ])
})

test('words that name no field are no fault of a line', () => {
  expect(faultsOf({ message: 'namespaces "x" not found', causes: [] }, map)).toEqual([])
  const unknown = { message: 'strict decoding error: unknown field "data.on"', causes: [] }
  expect(faultsOf(unknown, map)).toEqual([{ text: 'Unknown field "data.on"', line: 8 }])
})

test('of thousands of faults the first hundred are told, each at its line, and how many more there are', () => {
  const many = Array.from({ length: 30_000 }, (_, at) => at)
  const text = `spec:\n  ports:\n${many.map((at) => `  - port: 7\n    name: p${at}\n`).join('')}`
  const causes = many.map((at) => ({ field: `spec.ports[${at}].name`, message: 'no' }))
  const found = faultsOf({ message: '', causes }, text)
  expect(found).toHaveLength(101)
  expect(found.slice(0, 100).map(({ line }) => line)).toEqual(
    many.slice(0, 100).map((at) => 4 + 2 * at),
  )
  expect(found.at(-1)).toEqual({ text: 'and 29900 more', line: 0 })
})

test.each([
  [
    'spaces before what is no field',
    'spec.type',
    (deep: string) => `spec:\n${deep}? x\n${deep}type: Bad\n`,
    3,
  ],
  [
    'a name of nothing but letters',
    `spec.ports[name=${'a'.repeat(1_000_000)}].port`,
    () => 'spec:\n  ports:\n  - port: 1\n',
    2,
  ],
  ['brackets that nothing closes', `data.${'['.repeat(1_000_000)}`, () => 'data:\n  a: 1\n', 1],
])('a million %s are read to their end', (_, field, text, line) => {
  const cause = { field, message: 'is wrong' }
  const found = faultsOf({ message: '', causes: [cause] }, text(' '.repeat(1_000_000)))
  expect(found.map((fault) => fault.line)).toEqual([line])
})
