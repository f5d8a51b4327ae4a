/** Who set which line: paths of lines, and managedFields laid over them. */
import { dump } from 'js-yaml'
import { expect, test } from 'vitest'
import { ownersOf, valuesOf } from '../../src/edit.ts'
import { linePaths, root } from '../../src/edit/line-paths.ts'
import { digits } from '../../src/kube.ts'
import { yamlText } from '../../src/views/yaml-text.ts'
import { pathsOf } from '../support/paths-of.ts'
import { random } from '../support/random.ts'

/** As the API server of 1.37 prints it: applied, updated, its status written, a finalizer set. */
const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    note: |
      spec:
        replicas: 9
    long: one two three four five six seven eight nine ten eleven twelve thirteen
      fourteen
  finalizers:
  - example.com/one
  - example.com/two
  managedFields:
  - apiVersion: apps/v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:annotations:
          f:long: {}
        f:finalizers:
          v:"example.com/two": {}
      f:spec:
        f:replicas: {}
        f:selector: {}
        f:template:
          f:spec:
            f:containers:
              k:{"name":"side"}:
                .: {}
                f:args: {}
                f:name: {}
                f:ports:
                  k:{"containerPort":8080,"protocol":"TCP"}:
                    .: {}
                    f:containerPort: {}
    manager: flux
    operation: Apply
    time: "2026-11-26T14:52:14Z"
  - apiVersion: apps/v1beta9
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:annotations:
          .: {}
          f:note: {}
          f:gone: {}
      f:spec:
        f:replicas: {}
        f:template:
          f:spec:
            f:containers:
              k:{"name":"app"}:
                f:image: {}
              k:{"name":"gone"}:
                f:image: {}
            f:initContainers:
              i:0:
                f:image: {}
    manager: kubectl-edit
    operation: Update
    time: "2026-11-26T15:00:00Z"
  name: cart
spec:
  replicas: 3
  selector:
    matchLabels:
      app: cart
  template:
    spec:
      containers:
      - image: registry.example.com/app:1
        name: app
        ports:
        - containerPort: 8080
          protocol: TCP
      - args:
        - --one
        - two
        image: registry.example.com/side:1
        name: side
        ports:
        - containerPort: 8080
          protocol: UDP
        - containerPort: 8080
          protocol: TCP
      initContainers:
      - image: registry.example.com/init:1
`

test('each line has who owns its value, list items by their keys', () => {
  const { managed, lines } = ownersOf(text)
  const said = text.split('\n').flatMap((line, at) => {
    const names = (lines[at] ?? []).map((index) => managed[index]?.manager)
    return names.length === 0 ? [] : [`${line.trim()} # ${names.join(', ')}`]
  })
  expect(said).toEqual([
    'annotations: # kubectl-edit',
    'note: | # kubectl-edit',
    'spec: # kubectl-edit',
    'replicas: 9 # kubectl-edit',
    'long: one two three four five six seven eight nine ten eleven twelve thirteen # flux',
    'fourteen # flux',
    '- example.com/two # flux',
    'replicas: 3 # flux, kubectl-edit',
    'selector: # flux',
    'matchLabels: # flux',
    'app: cart # flux',
    '- image: registry.example.com/app:1 # kubectl-edit',
    '- args: # flux',
    '- --one # flux',
    '- two # flux',
    'name: side # flux',
    '- containerPort: 8080 # flux',
    '- image: registry.example.com/init:1 # kubectl-edit',
  ])
  // The port of the same number and another protocol is nobody's.
  const at = text.split('\n').findIndex((line) => line.includes('UDP'))
  expect([lines[at - 1], lines[at + 1]]).toEqual([[], [0]])
})

const odd = (fields: string) =>
  ownersOf(`kind: A\nlist: [1]\nmetadata:\n  managedFields: ${fields}\n`).lines.flat()

test('what says nothing of owners has none, and what is odd in it is passed over', () => {
  expect(odd('[]')).toEqual([])
  expect(odd('3')).toEqual([])
  expect(
    odd('[3, {fieldsV1: 4}, {fieldsV1: {"k:{": {}, "f:list": {"k:{": {}, "i:x": {}}}}]'),
  ).toEqual([])
  expect(odd('[{fieldsV1: {"f:__proto__": {}, "f:kind": {}}}]')).toEqual([0])
})

const words = [
  'a',
  'b c',
  'x: y',
  '# no',
  '- a',
  'one\ntwo\n',
  '\n\nlate',
  'end\n\n\n',
  'word '.repeat(60),
  "it's",
  '"q"',
  '',
  '  deep\nshallow',
  'key:',
  '|',
  '{}',
]
const keys = [
  'a',
  'b',
  'name',
  'a/b.c',
  'x y',
  'k: v',
  "it's",
  '"q"',
  '- a',
  '1',
  'true',
  'f:a',
  '[0]',
]

test('every line of a printed object leads to a value, and every value has a line', () => {
  const { below: under } = random(5)
  const any = <T>(all: readonly T[]): T => all[under(all.length)]!
  const value = (depth: number): unknown => {
    const sort = under(depth > 3 ? 2 : 4)
    if (sort < 2) return any<unknown>([...words, 3, true, null, [], {}])
    const size = 1 + under(4)
    if (sort === 2) return Array.from({ length: size }, () => value(depth + 1))
    return fields(size, depth)
  }
  const fields = (size: number, depth: number) =>
    Object.fromEntries(Array.from({ length: size }, () => [any(keys), value(depth + 1)]))
  for (let turn = 0; turn < 300; turn++) {
    const object = fields(3, 0)
    for (const printed of [
      yamlText(object, digits),
      dump(object, { sortKeys: true }),
      dump(object, { lineWidth: -1, seqNoIndent: true }),
    ]) {
      const found = new Set(linePaths(printed))
      const wanted = new Set(pathsOf(valuesOf(printed), root))
      expect(found, printed).toEqual(wanted)
    }
  }
})
