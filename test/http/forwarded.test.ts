/** What proxies say of a request: believed from those that are ours, and from nobody else. */
import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { received, trusting } from '../../src/http/forwarded.ts'

const ours = ['10.0.0.7', '10.1.0.0/16', 'fd00::/8']
const own = { base: '', secure: false }

/** As Node reads it. */
function request(peer: string, headers: Readonly<Record<string, string>>, url = '/c/shop?q=1') {
  const all = { host: 'pod:8080', ...headers }
  return {
    socket: { remoteAddress: peer },
    url,
    headers: all,
    rawHeaders: Object.entries(all).flatMap(([name, value]) => [
      name === 'host' ? 'Host' : name,
      value,
    ]),
  } as unknown as IncomingMessage
}

function read(
  peer: string,
  headers: Readonly<Record<string, string>>,
  { at = own, url = '/c/shop?q=1' } = {},
) {
  const incoming = request(peer, headers, url)
  const sent = received(incoming, trusting(ours), at)
  const host = incoming.rawHeaders[incoming.rawHeaders.indexOf('Host') + 1]
  return { ...sent, url: incoming.url, host, known: incoming.headers.host }
}

const all = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': 'ops.example.org',
  'x-forwarded-port': '8443',
  'x-forwarded-proto': 'https',
  'x-forwarded-prefix': '/a/b',
}
const nothing = { base: '', secure: false, url: '/c/shop?q=1', host: 'pod:8080', known: 'pod:8080' }

test('all that a proxy of ours says', () => {
  for (const peer of ['10.0.0.7', '10.1.200.3', '::ffff:10.1.0.1', 'fd12::5'])
    expect(read(peer, all), peer).toEqual({
      client: '203.0.113.9',
      trusted: true,
      secure: true,
      base: '/a/b',
      url: '/a/b/c/shop?q=1',
      host: 'ops.example.org:8443',
      known: 'ops.example.org:8443',
    })
})

test.each(['10.0.0.8', '10.2.0.1', '127.0.0.1', '::1', '203.0.113.9', '', 'fe80::1'])(
  'nothing that anybody else says: %j',
  (peer) => {
    expect(read(peer, all)).toEqual({ ...nothing, client: peer, trusted: false })
    expect(received(request(peer, all), trusting([]), own).trusted).toBe(false)
  },
)

test.each([
  ['', '10.0.0.7'],
  ['203.0.113.9', '203.0.113.9'],
  ['1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['1.1.1.1, 203.0.113.9, 10.1.0.4', '203.0.113.9'],
  ['10.1.0.3, 10.1.0.4', '10.1.0.3'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['1.1.1.1, unknown', '10.0.0.7'],
  ['1.1.1.1, "><script>', '10.0.0.7'],
  ['1.1.1.1,,10.1.0.4', '10.1.0.4'],
])('the client of %j is the first that is none of ours: %s', (said, client) => {
  expect(read('10.0.0.7', { 'x-forwarded-for': said }).client).toBe(client)
})

test.each([
  ['ops.example.org', '', 'ops.example.org'],
  ['ops.example.org', '443', 'ops.example.org'],
  ['ops.example.org', '80', 'ops.example.org'],
  ['ops.example.org:9443', '443', 'ops.example.org:9443'],
  ['127.0.0.1', '8081', '127.0.0.1:8081'],
  ['[::1]', '8081', '[::1]:8081'],
  ['evil.example, ops.example.org', '', 'ops.example.org'],
  ['ops.example.org/x', '', 'pod:8080'],
  ['a b', '', 'pod:8080'],
  ['ops@evil.example', '', 'pod:8080'],
  ['ops.example.org', '1; rm', 'ops.example.org'],
  ['', '8443', 'pod:8080'],
])('of the host %j and the port %j comes %s', (host, port, wanted) => {
  const said = { 'x-forwarded-host': host, 'x-forwarded-port': port }
  expect(read('10.0.0.7', said)).toMatchObject({ host: wanted, known: wanted })
})

test.each([
  ['https', true],
  ['HTTPS', true],
  ['http', false],
  ['https, http', false],
  ['http, https', true],
  ['ftp', false],
  ['', false],
])('the scheme %j: secure %s', (proto, secure) => {
  expect(read('10.0.0.7', { 'x-forwarded-proto': proto }).secure).toBe(secure)
  // What configuration says holds.
  const at = { base: '', secure: true }
  expect(read('10.0.0.7', { 'x-forwarded-proto': proto }, { at }).secure).toBe(true)
})

describe('a prefix', () => {
  test.each([
    ['/a/b', '/a/b'],
    ['/a/b/', '/a/b'],
    ['a', '/a'],
    ['/a, /b', '/a/b'],
    ['/', ''],
    ['', ''],
    ['//evil.example', '/evil.example'],
    ['/a/../b', ''],
    ['/..', ''],
    ['/a//b', ''],
    ['/a b', ''],
    ['/a?b', ''],
    ['/%2e%2e', ''],
    ['/a\\b', ''],
    ['javascript:x', ''],
    ['https://evil.example/x', ''],
  ])('%j becomes the base path %j', (said, base) => {
    expect(read('10.0.0.7', { 'x-forwarded-prefix': said })).toMatchObject({
      base,
      url: `${base}/c/shop?q=1`,
    })
  })

  test.each([
    ['/a/b', '/a/b/c/shop', '/a/b', '/a/b/c/shop'],
    ['/a/b', '/c/shop', '/a/b', '/a/b/c/shop'],
    ['/a/b', '/a/b', '/a/b', '/a/b'],
    ['/a/b', '/a/b?x', '/a/b', '/a/b?x'],
    ['/a/b', '/a/bc', '/a/b', '/a/b/a/bc'],
    ['/x', '/a/b/c/shop', '/x/a/b', '/x/a/b/c/shop'],
    ['', '/a/b/c/shop', '/a/b', '/a/b/c/shop'],
  ])('%j before %j, under --base-path=/a/b: %j, %j', (said, url, base, path) => {
    const at = { base: '/a/b', secure: false }
    const found = read('10.0.0.7', { 'x-forwarded-prefix': said }, { at, url })
    expect(found).toMatchObject({ base, url: path })
  })

  test('of a million characters is none, and is not looked through', () => {
    const said = `/a${'/'.repeat(1_000_000)}b`
    expect(read('10.0.0.7', { 'x-forwarded-prefix': said })).toMatchObject({ base: '' })
  })

  test('an address that is no path stays as it is', () => {
    for (const url of ['*', 'http://pod/c/shop'])
      expect(read('10.0.0.7', { 'x-forwarded-prefix': '/a' }, { url }).url).toBe(url)
  })
})
