import { load, loadAll } from 'js-yaml'
import { expect, test } from 'vitest'
import { rightWords, roleFor } from '../../src/views/actions.ts'
import { discovery } from '../support/discovered.ts'

const ref = { resource: discovery.get('deployments.apps')!, namespace: 'shop', name: 'cart' }
const node = { resource: discovery.get('nodes')!, namespace: null, name: 'n1' }

test('what lacks is a Role of just that', () => {
  const right = { verb: 'patch', subresource: 'scale' } as const
  expect(rightWords(right, ref)).toBe('patch deployments.apps/scale in shop')
  const [role, binding] = loadAll(roleFor(right, ref, 'oidc:ada: "x"')) as object[]
  expect(role).toMatchObject({
    kind: 'Role',
    metadata: { name: 'portlight-patch-deployments-scale', namespace: 'shop' },
    rules: [{ apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['patch'] }],
  })
  expect(binding).toMatchObject({
    kind: 'RoleBinding',
    roleRef: { kind: 'Role', name: 'portlight-patch-deployments-scale' },
    subjects: [{ kind: 'User', name: 'oidc:ada: "x"' }],
  })
})

test('of what has no namespace it is a ClusterRole', () => {
  const right = { verb: 'patch' } as const
  expect(rightWords(right, node)).toBe('patch nodes')
  const text = roleFor(right, node, 'ada').split('---')[0] ?? ''
  expect(load(text)).toMatchObject({
    kind: 'ClusterRole',
    rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['patch'] }],
  })
})
