/** Nothing of a Secret's values passes the Kube door. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/kube.ts'
import { tableOf } from '../../src/kube/print.ts'
import { hideCopies, hideSecrets } from '../../src/kube/secrets.ts'
import { secrets } from '../support/resources.ts'

const canary = 'canary-7f3a'
const encoded = Buffer.from(canary).toString('base64')
const secret: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'db',
    annotations: {
      team: 'web',
      'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"p":"${encoded}"}}`,
      'kapp.k14s.io/original': `{"stringData":{"p":"${canary}"}}`,
    },
  },
  type: 'Opaque',
  data: { password: encoded, empty: '', one: 'YQ==' },
  stringData: { user: canary },
}

function expectNoCanary(value: unknown): void {
  const text = JSON.stringify(value)
  expect(text).not.toContain(canary)
  expect(text).not.toContain(encoded)
}

test('values say only how many bytes they decode to', () => {
  const hidden = hideSecrets(secret)
  expect(hidden['data']).toEqual({
    password: '<hidden, 11 bytes>',
    empty: '<hidden, 0 bytes>',
    one: '<hidden, 1 byte>',
  })
  expect(hidden['stringData']).toEqual({ user: '<hidden, 11 bytes>' })
  expect(hidden['type']).toBe('Opaque')
  expectNoCanary(hidden)
})

test('annotations that hold a copy of the object are hidden, others stay', () => {
  const { annotations } = hideSecrets(secret).metadata
  expect(annotations?.['team']).toBe('web')
  const copy = annotations?.['kubectl.kubernetes.io/last-applied-configuration']
  expect(copy).toMatch(/^<hidden, \d+ bytes>$/)
})

test.each([
  ['openshift.io/token-secret.value', 'eyJhbGciOi'],
  ['kopf.zalando.org/last-handled-configuration', '{"data":{}}'],
  ['tool.example.org/state', ` {"kind":"Secret","stringData" : {"a":"${canary}"}}`],
])('in a list of metadata too %s is a copy', (key, text) => {
  const { annotations } = hideCopies({ name: 'db', annotations: { [key]: text, team: 'web' } })
  expect(annotations).toEqual({ [key]: `<hidden, ${text.length} bytes>`, team: 'web' })
})

test('an annotation in which one of the values stands, as it is or coded, is hidden', () => {
  const annotations = {
    plain: `the password is ${canary}.`,
    coded: `p=${encoded}`,
    short: 'YQ== and a',
    json: '{"team":"web"}',
  }
  const hiding = { ...secret, metadata: { name: 'db', annotations } }
  expect(hideSecrets(hiding).metadata.annotations).toEqual({
    ...annotations,
    plain: `<hidden, ${annotations.plain.length} bytes>`,
    coded: `<hidden, ${annotations.coded.length} bytes>`,
  })
  expectNoCanary(hideSecrets(hiding))
})

test('where a service account is is no secret of its token', () => {
  const annotations = { 'kubernetes.io/service-account.name': 'monitoring-agent' }
  const data = { namespace: Buffer.from('monitoring').toString('base64') }
  const token = { ...secret, metadata: { name: 'token', annotations }, data }
  expect(hideSecrets(token).metadata.annotations).toEqual(annotations)
})

test('lists of Secrets are hidden too, by kind or by resource', () => {
  expectNoCanary(
    hideSecrets({ apiVersion: 'v1', kind: 'List', metadata: { name: '' }, items: [secret] }),
  )
  const bare = { metadata: secret.metadata, data: secret['data'], stringData: secret['stringData'] }
  const list = { apiVersion: 'v1', kind: 'SecretList', metadata: { name: '' }, items: [bare] }
  expectNoCanary(hideSecrets(list))
  expectNoCanary(hideSecrets(list, 'secrets'))
  expectNoCanary(hideSecrets({ ...secret, apiVersion: 'v2', kind: 'Other' }, 'secrets'))
})

test('a Secret whose values are no strings does not fail', () => {
  const odd = { ...secret, data: { a: null, b: 7 }, stringData: null }
  expect(hideSecrets(odd)['data']).toEqual({ a: '<hidden, 0 bytes>', b: '<hidden, 0 bytes>' })
  expect(hideSecrets(odd)['stringData']).toBeNull()
})

test('other kinds pass as they are', () => {
  const map: KubeObject = { ...secret, kind: 'ConfigMap' }
  expect(hideSecrets(map, 'configmaps')).toBe(map)
})

test('a table of Secrets hides the copies in its rows’ metadata', () => {
  const rows = [{ cells: ['db'], object: { metadata: secret.metadata } }]
  const name = { name: 'Name', type: 'string', format: 'name', description: '', priority: 0 }
  expectNoCanary(tableOf(secrets, { kind: 'Table', columnDefinitions: [name], rows }, 0))
  expectNoCanary(tableOf(secrets, { kind: 'SecretList', items: [secret] }, 0))
})
