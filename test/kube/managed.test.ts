import { expect, test } from 'vitest'
import { withoutManaged } from '../../src/kube/managed.ts'

const field = {
  manager: 'kubectl "}],"a" }]},"spec":{',
  operation: 'Update',
  apiVersion: 'v1',
  fieldsV1: {
    'f:metadata': { 'f:finalizers': { '.': {}, 'v:"}],\\"a"': {} } },
    'f:spec': { 'k:{"containerPort":80}': { '.': {}, 'v:[{"a":[{"b":1}]},{"c":2}]': {} } },
  },
}
const fields = [field, { ...field, manager: 'kubelet' }]
const owners = [{ kind: 'ReplicaSet', name: 'a' }]
const spec = { containers: [{ name: 'a' }], $own: [{ a: 1 }] }
const annotations = { last: JSON.stringify({ a: 1, managedFields: fields, spec }) }

/** An object by all that stands before its managed fields, behind them in its metadata, and behind that. */
const object = (before: object, inside: object, behind: object) => ({
  kind: 'Pod',
  metadata: { name: 'a', ...before, managedFields: fields, ...inside },
  ...behind,
})

const shapes = {
  'the fields of the API server’s own kinds': object({ annotations, owners }, {}, { spec }),
  'keys in the order of the alphabet': object({ annotations }, { name: 'a', owners }, { spec }),
  'nothing but metadata': object({ annotations }, {}, {}),
  'a key that is no word': object({}, { $a: [{}] }, { '': [{}], _b: [{}] }),
}

const bare = ({ metadata, ...rest }: ReturnType<typeof object>) => {
  const { managedFields: _, ...kept } = metadata
  return { ...rest, metadata: kept }
}
const read = (text: string): unknown => JSON.parse(withoutManaged(text))

test.each(Object.entries(shapes))('managed fields are left out: %s', (_, one) => {
  const event = { type: 'ADDED', object: one }
  expect(read(JSON.stringify(event))).toEqual({ type: 'ADDED', object: bare(one) })
  expect(read(`${JSON.stringify(event)}\n`)).toEqual({ type: 'ADDED', object: bare(one) })
  const list = { kind: 'PodList', items: [one, shapes['nothing but metadata'], one] }
  const bares = list.items.map(bare)
  expect(read(JSON.stringify(list))).toEqual({ kind: 'PodList', items: bares })
  const sorted = { items: [one, one], kind: 'PodList', metadata: { continue: '' } }
  expect(read(JSON.stringify(sorted))).toEqual({ ...sorted, items: [bare(one), bare(one)] })
})

test('what is written otherwise, or has none, stays as it is', () => {
  const whole = shapes['the fields of the API server’s own kinds']
  const texts = [
    JSON.stringify(whole, null, 2),
    JSON.stringify(bare(whole)),
    JSON.stringify({ metadata: { name: 'a', managedFields: [] }, spec }),
    JSON.stringify({ metadata: { name: 'a', annotations } }),
    '<html>',
    '',
  ]
  for (const text of texts) expect(withoutManaged(text)).toBe(text)
})

test('what was cut on the way is no JSON, wherever it was cut', () => {
  const text = JSON.stringify(shapes['the fields of the API server’s own kinds'])
  for (let at = 1; at < text.length; at += 1) expect(() => read(text.slice(0, at))).toThrow()
})
