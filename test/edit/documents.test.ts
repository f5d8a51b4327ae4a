/** A text of many documents: each where it stands, and no more than go at once. */
import { expect, test } from 'vitest'
import { documents, most } from '../../src/apply.ts'

const list = (count: number) =>
  `apiVersion: v1\nkind: List\nitems:\n${'- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: x}\n'.repeat(count)}`

test('the items of a list stand on their own lines', () => {
  const found = documents(`# one\n---\n${list(3)}---\nkind: Pod\n`)
  expect(found.map(({ kind, line }) => [kind, line])).toEqual([
    ['ConfigMap', 6],
    ['ConfigMap', 9],
    ['ConfigMap', 12],
    ['Pod', 16],
  ])
  const short = 'apiVersion: v1\nkind: List\nitems: [{kind: A}, {kind: B}]\n'
  expect(documents(short).map(({ line }) => line)).toEqual([3, 3])
})

test('what is more than may go is not read', () => {
  expect(documents(list(most))).toHaveLength(most)
  expect(documents(list(5 * most))).toHaveLength(most + 1)
  expect(documents('kind: Pod\n---\n'.repeat(5 * most))).toHaveLength(most + 1)
  expect(documents(`kind: Pod\n---\n${list(5 * most)}`)).toHaveLength(most + 1)
})

test('an alias that stands for itself is wrong in its own document, told on its line', () => {
  const [bad, good] = documents('kind: Pod\nspec: &a {b: *a}\n---\nkind: Pod\n')
  expect(bad?.wrong).toContain('aliases')
  expect([bad?.at, good?.kind]).toEqual([1, 'Pod'])
})
