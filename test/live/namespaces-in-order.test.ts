/** Collections that are seen as one stand side by side in the order of their keys, however their namespaces are named. */
import { expect, test } from 'vitest'
import { allOf } from '../../src/pages/list-collections.ts'
import { readList } from '../../src/views/query.ts'
import { pods } from '../support/resources.ts'

test('a namespace whose name goes on stands before the one that it begins with', () => {
  const { state } = readList(new URLSearchParams('ns=web,shop,shop-old'))
  const wanted = allOf(pods, state).map(({ query }) => query.namespace)
  // In keys a slash ends it, which comes after `-` and `.`.
  expect(wanted).toEqual(['shop-old', 'shop', 'web'])
})
