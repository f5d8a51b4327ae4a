/** A kubectl line in parts is the line itself, whatever the object is called. */
import { expect, test } from 'vitest'
import { action } from '../../src/kind/action.ts'
import type { Resource } from '../../src/kube.ts'
import { inputFields } from '../../src/views/action-inputs.ts'
import { typedLine } from '../../src/views/typed-line.ts'

const resource = { id: 'roles.rbac.authorization.k8s.io', plural: 'roles' } as Resource
const asked = [
  {
    name: 'labels',
    label: '',
    type: 'lines',
    value: '',
    wrong: () => '',
    words: (text: string) => text,
  },
] as const
const labels = action({
  id: 'labels',
  title: '',
  needs: { verb: 'patch' },
  inputs: () => asked,
  says: () => '',
  seen: () => '',
  effect: () => ({ patch: 'merge', body: {} }),
  kubectl: (given) => ['label', given['labels'] ?? ''],
  done: () => '',
})
const lineOf = (name: string, context = '') => {
  const ref = { resource, namespace: 'shop', name }
  const { parts } = typedLine(labels, ref, asked, inputFields(asked, {}), context)
  return parts.map(({ text, of }) => (of === '' ? text : `<${of}>`)).join('')
}

test('what is typed stands behind it', () => {
  expect(lineOf('reader')).toBe(`kubectl label ${resource.id} reader -n shop <labels>`)
})

test('a name, or a context, that looks like a mark is no place for what is typed', () => {
  const name = 'a__0__b'
  expect(lineOf(name)).not.toContain('a<labels>b')
  expect(lineOf('reader', name)).not.toContain('a<labels>b')
})
