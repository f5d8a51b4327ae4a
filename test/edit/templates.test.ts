/** Texts to begin an object with: what stands in them for its name and namespace, and nothing else, is filled in. */
import { expect, test } from 'vitest'
import { templateOf } from '../../src/apply.ts'
import { leases, pods } from '../support/resources.ts'

test('a kind is called as it is called, whatever letters it has', () => {
  const resource = { ...leases, group: 'network.example.org', kind: 'DNSCNAMERecord' }
  expect(templateOf(resource, 'shop')).toBe(
    'apiVersion: network.example.org/v1\nkind: DNSCNAMERecord\nmetadata:\n  name: example\n  namespace: shop\nspec: {}\n',
  )
})

test('a namespace stands there as it was said', () => {
  expect(templateOf(pods, '$&')).toContain('\n  name: example\n  namespace: $&\n')
})
