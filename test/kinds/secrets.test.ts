/** Secrets as recorded: what each type is, how large its keys are, who uses it. */
import { expect, test } from 'vitest'
import secrets from '../../src/kinds/secrets.ts'
import { fixture } from '../support/fixtures.ts'
import { bare, problemsOf, queriesOf, sectionsOf } from '../support/kinds.ts'
import { release } from '../../src/kinds/parts/release.ts'

const now = new Date('2026-11-26T12:00:00Z')
const of = (name: string) => fixture('secrets', name)
const inside = (name: string) => sectionsOf('secrets', of(name), now)
const parts = (name: string) =>
  secrets.sections(of(name), now).main.flatMap((each) => (each.block === 'part' ? [each.id] : []))
const keeps = (id: string, name: string) =>
  secrets.relations.find((each) => each.id === id)?.keep?.(of(name))

test('keys with their sizes, the type in words', () => {
  expect(inside('registry')).toEqual({
    Keys: [['.dockerconfigjson', '142 B']],
    'What it holds': { Type: 'kubernetes.io/dockerconfigjson credentials to pull images with' },
  })
  expect(inside('immutable')).toEqual({
    Keys: [['A', '1 B']],
    'What it holds': { Type: 'Opaque', Immutable: 'yes: it can only be made anew' },
  })
  expect(inside('token')['What it holds']).toEqual({
    Type: 'kubernetes.io/service-account-token a token of a service account, without an end',
    'Service account': 'robot',
  })
})

test('certificates are shown where a key’s name says so', () => {
  expect(['tls', 'token', 'opaque', 'registry'].map(parts)).toEqual([
    ['certificates'],
    ['certificates'],
    [],
    [],
  ])
})

test('a release of Helm: its name, revision and state out of the labels', () => {
  expect(inside('release')['What it holds']).toEqual({
    Type: 'helm.sh/release.v1 a release of Helm',
    Release: 'shop',
    Revision: '7',
    State: 'deployed',
    Changed: '2026-11-18T11:06:40.000Z ago',
  })
  expect(problemsOf('secrets', of('release'), now)).toEqual([])
  expect(problemsOf('secrets', of('pending-release'), now)).toEqual([
    ['warn', 'Revision 3 of cart is not done: pending-upgrade', 'It was last changed 15h ago.'],
  ])
  const failed = {
    ...of('release'),
    metadata: {
      ...of('release').metadata,
      labels: { name: 'shop', version: '8', status: 'failed' },
    },
  }
  expect(problemsOf('secrets', failed, now)).toEqual([
    ['bad', 'Revision 8 of shop failed', 'It was last changed 13h ago.'],
  ])
})

test.each(['99999999999999', '1e400', '-1', 'soon'])(
  'a release that was changed at %s was changed at no time',
  (modifiedAt) => {
    const { metadata } = of('release')
    const labels = { ...metadata.labels, modifiedAt }
    expect(release({ ...of('release'), metadata: { ...metadata, labels } }).modified).toBe('')
  },
)

test('who may use it is asked by its type', () => {
  expect(queriesOf('secrets', of('opaque'))).toEqual({
    releases: null,
    pods: { namespace: 'web' },
    ingresses: null,
    accounts: null,
  })
  expect(queriesOf('secrets', of('registry'))).toMatchObject({ accounts: { namespace: 'web' } })
  expect(queriesOf('secrets', of('token'))).toMatchObject({ accounts: { namespace: 'k2-cases' } })
  expect(queriesOf('secrets', of('tls'))).toMatchObject({ ingresses: { namespace: 'k2-cases' } })
  expect(queriesOf('secrets', of('release'))).toEqual({
    releases: { namespace: 'k2-cases', labels: 'owner=helm,name=shop' },
    pods: null,
    ingresses: null,
    accounts: null,
  })
})

test('pods that use it: mounted, projected, in the environment, to pull images', () => {
  const name = 'registry'
  const kept = [
    { imagePullSecrets: [{ name }] },
    { volumes: [{ name: 'v', secret: { secretName: name } }] },
    {
      volumes: [
        { name: 'v', projected: { sources: [{ serviceAccountToken: {} }, { secret: { name } }] } },
      ],
    },
    { containers: [{ name: 'c', env: [{ name: 'A', valueFrom: { secretKeyRef: { name } } }] }] },
    { initContainers: [{ name: 'c', envFrom: [{ secretRef: { name } }] }] },
    { ephemeralContainers: [{ name: 'c', envFrom: [{ secretRef: { name } }] }] },
    { volumes: [{ name: 'v', csi: { driver: 'd', nodePublishSecretRef: { name } } }] },
  ]
  const left = [
    {},
    { imagePullSecrets: [{ name: 'other' }], containers: [{ name }] },
    { volumes: [{ name, configMap: { name } }] },
    { containers: [{ name: 'c', envFrom: [{ configMapRef: { name } }] }] },
  ]
  const keep = keeps('pods', 'registry')
  expect(kept.map((spec) => keep?.(bare({ spec })))).toEqual(kept.map(() => true))
  expect(left.map((spec) => keep?.(bare({ spec })))).toEqual(left.map(() => false))
})

test('ingresses that serve TLS with it', () => {
  expect(
    ['shop-tls', 'other'].map((secretName) =>
      keeps('ingresses', 'tls')?.(bare({ spec: { tls: [{ hosts: ['a.test'] }, { secretName }] } })),
    ),
  ).toEqual([true, false])
})

test('service accounts that name it: to pull with, or as their own', () => {
  const name = 'registry'
  const accounts = [
    { imagePullSecrets: [{ name }] },
    { secrets: [{ name }] },
    { secrets: [{ name: 'other' }] },
    {},
  ]
  expect(accounts.map((fields) => keeps('accounts', 'registry')?.(bare(fields)))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
