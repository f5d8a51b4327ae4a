/** Certificates among values: what they say, what cannot be read, and that no key comes along. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { certificatesIn } from '../../src/kube/certificates.ts'
import { authority, type Authority, type Pair } from '../support/certificates.ts'

let signing: Authority
let pair: Pair
beforeAll(() => {
  signing = authority()
  const dates = { from: '20261101000000Z', to: '20261201120000Z' }
  pair = signing.issue(
    'DNS:shop.example.com,DNS:*.shop.example.com,IP:203.0.113.40,URI:spiffe://shop/web',
    dates,
  )
})
afterAll(() => signing.remove())

const base64 = (text: string) => Buffer.from(text).toString('base64')
const secret = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a' },
  data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, base64(value)])),
})
const map = (data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data,
})

test('names, times and the issuer of a chain, each certificate by itself', () => {
  const found = certificatesIn(
    secret({ 'tls.crt': `${pair.cert}\n${signing.ca}`, 'tls.key': pair.key }),
  )
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({
    key: 'tls.crt',
    chained: true,
    unreadable: 0,
    more: false,
    certificates: [
      {
        subject: 'CN=server',
        issuer: 'CN=test CA',
        names: ['shop.example.com', '*.shop.example.com', '203.0.113.40', 'spiffe://shop/web'],
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-12-01T12:00:00.000Z',
        key: 'EC prime256v1',
        own: false,
      },
      { subject: 'CN=test CA', issuer: 'CN=test CA', names: [], authority: true, own: true },
    ],
  })
})

test('a chain in the wrong order is none', () => {
  const [file] = certificatesIn(secret({ 'tls.crt': signing.ca + pair.cert }))
  expect(file).toMatchObject({ chained: false, certificates: [{ own: true }, { own: false }] })
})

test('nothing of a key comes out, also where it stands beside the certificate', () => {
  const both = certificatesIn(
    secret({ 'tls.pem': pair.key + pair.cert, 'client.pem': pair.key, 'tls.key': pair.key }),
  )
  const said = JSON.stringify(both)
  expect(both.map(({ key, certificates }) => [key, certificates.length])).toEqual([['tls.pem', 1]])
  const secretLines = pair.key
    .split('\n')
    .filter((line) => line.length > 20 && !line.startsWith('-'))
  expect(secretLines.length).toBeGreaterThan(0)
  for (const line of secretLines) expect(said).not.toContain(line)
})

const fits = (data: Record<string, string>) =>
  certificatesIn(secret(data)).map(({ key, keyFits }) => [key, keyFits])

test('whether the key beside it is its own', () => {
  const other = signing.issue('DNS:other.example.com')
  const ca = { 'ca.crt': signing.ca }
  expect(fits({ 'tls.crt': pair.cert, 'tls.key': pair.key, ...ca })).toEqual([
    ['tls.crt', true],
    ['ca.crt', null],
  ])
  expect(fits({ 'tls.crt': pair.cert, 'tls.key': other.key })).toEqual([['tls.crt', false]])
  expect(fits({ 'tls.crt': pair.cert, 'tls.key': '-----BEGIN PRIVATE KEY-----\nAA\n' })).toEqual([
    ['tls.crt', null],
  ])
})

test('a name with odd characters cannot pass for others', () => {
  const [file] = certificatesIn(secret({ 'tls.crt': selfSigned('DNS.1=a.test, DNS:evil.test') }))
  expect(file?.certificates[0]?.names).toEqual(['a.test, DNS:evil.test'])
})

test('what cannot be read is counted, and said where the key promises a certificate', () => {
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  const found = certificatesIn(
    secret({ 'tls.crt': 'demo', 'ca.crt': pair.cert + broken, other: broken, note: 'demo' }),
  )
  expect(
    found.map(({ key, certificates, unreadable }) => [key, certificates.length, unreadable]),
  ).toEqual([
    ['tls.crt', 0, 1],
    ['ca.crt', 1, 1],
    ['other', 0, 1],
  ])
  expect(certificatesIn(secret({}))).toEqual([])
})

test('a ConfigMap’s values are text; of a long bundle the first are read', () => {
  const [file] = certificatesIn(map({ 'ca.crt': signing.ca.repeat(30) }))
  expect([file?.certificates.length, file?.more, file?.unreadable]).toEqual([20, true, 0])
})

test('a value of beginnings without an end is one that cannot be read', () => {
  const endless = '-----BEGIN CERTIFICATE-----\n'.repeat(30_000)
  expect(certificatesIn(map({ 'ca.crt': endless }))).toMatchObject([
    { unreadable: 1, certificates: [] },
  ])
})

/** @param names a line of openssl's alternative names, which may hold commas. */
function selfSigned(names: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'portlight-odd-'))
  const config = `[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=odd\n[ext]\nsubjectAltName=@names\n[names]\n${names}\n`
  writeFileSync(join(dir, 'config'), config)
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const args = ['req', '-x509', ...fresh, '-keyout', 'key', '-config', 'config']
  const pem = execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' }).toString()
  rmSync(dir, { recursive: true })
  return pem
}
