import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openKubeconfig } from '../../src/clusters/kubeconfig.ts'
import { readCertificate } from '../../src/clusters/certificate.ts'
import { userFields } from '../../src/clusters/fields.ts'
import { call, clock, folder, kubeconfig, recorder, settings, write } from './support.ts'

const cert = readFileSync(new URL('fixtures/loopback.crt', import.meta.url), 'utf8')
const key = readFileSync(new URL('fixtures/loopback.key', import.meta.url), 'utf8')
const place = { cluster: 'a', context: 'a' }

describe('what the API server gets', () => {
  it.each([
    [{ token: 'abc' }, 'Bearer abc'],
    [{ username: 'jo', password: 'pä:ss' }, `Basic ${Buffer.from('jo:pä:ss').toString('base64')}`],
    [{ token: 'abc', username: 'jo' }, 'Bearer abc'],
    [{ token: '' }, undefined],
    [{}, undefined],
  ])('from %j is authorization %s', async (user, expected) => {
    const { headers } = await first(user)
    expect(headers.authorization).toBe(expected)
  })

  it('is whom to act as, with every group and extra', async () => {
    const { headers, rawHeaders } = await first({
      token: 'abc',
      as: 'jürgen',
      'as-uid': '42',
      'as-groups': ['dev, ops', 'other'],
      'as-user-extra': { 'example.com/Scopes': ['a', 'b'], 'odd key(%)': ['c'] },
    })
    const sent = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? '']] : [],
    )
    expect(sent.filter(([name]) => name?.startsWith('impersonate-'))).toEqual([
      ['impersonate-user', Buffer.from('jürgen').toString('latin1')],
      ['impersonate-uid', '42'],
      ['impersonate-group', 'dev, ops'],
      ['impersonate-group', 'other'],
      ['impersonate-extra-example.com%2fscopes', 'a'],
      ['impersonate-extra-example.com%2fscopes', 'b'],
      ['impersonate-extra-odd%20key%28%25%29', 'c'],
    ])
    expect(headers.authorization).toBe('Bearer abc')
  })

  it.each([
    [{ 'as-groups': ['dev'] }, /need a user to act as/u],
    [{ as: 'a\nb' }, /control character/u],
    [{ as: 5 }, /the user “a” cannot be used: as: /u],
    [{ 'auth-provider': { name: 'gcp' } }, /auth-provider “gcp” .* taken out of Kubernetes/u],
  ])('is nothing where the user cannot be used: %j', async (user, words) => {
    await expect(first(user)).rejects.toMatchObject({
      step: 'configuration',
      message: expect.stringMatching(words),
    })
  })
})

describe('a token file', () => {
  it('is followed when it is rotated, and a gap is bridged', async () => {
    const { dir, api, cluster } = await context({ tokenFile: 'token' })
    write(dir, 'token', 'one\n')
    await call(cluster)
    write(dir, 'token', 'two\n')
    await call(cluster)
    rmSync(join(dir, 'token'))
    await call(cluster)
    const sent = api.requests.map(({ headers }) => headers.authorization)
    expect(sent).toEqual(['Bearer one', 'Bearer two', 'Bearer two'])
  })

  it('that is rotated while a request is refused is read again for one more try', async () => {
    const { dir, api, cluster } = await context({ tokenFile: 'token' }, (request) => {
      if (request.headers.authorization === 'Bearer two') return false
      write(dir, 'token', 'two')
      return true
    })
    write(dir, 'token', 'one')
    await expect(call(cluster)).resolves.toBe(true)
    expect(api.requests).toHaveLength(2)
  })

  it('that is missing is named', async () => {
    const { dir, cluster } = await context({ tokenFile: 'token' })
    await expect(call(cluster)).rejects.toMatchObject({
      step: 'credential',
      message: expect.stringContaining(join(dir, 'token')),
    })
  })
})

describe('a client certificate', () => {
  it('is read from files beside the kubeconfig or inline', async () => {
    const dir = folder()
    write(dir, 'a.crt', cert)
    write(dir, 'a.key', key)
    const inline = Buffer.from(key).toString('base64')
    const mixed = { 'client-certificate': 'a.crt', 'client-key-data': inline }
    expect(await read({ 'client-certificate': 'a.crt', 'client-key': 'a.key' }, dir)).toEqual({
      cert,
      key,
    })
    expect(await read(mixed, dir)).toEqual({ cert, key })
    expect(await read({}, dir)).toBeNull()
  })

  it('is told to have expired, and since when', async () => {
    const dir = folder()
    const user = { 'client-certificate': 'a.crt', 'client-key': 'a.key' }
    write(dir, 'a.crt', cert)
    write(dir, 'a.key', key)
    const later = settings(clock(Date.parse('2200-01-01T00:00:00Z')))
    const clusters = await openKubeconfig(
      [write(dir, 'config', kubeconfig(['a', 'b'], { user }))],
      later,
    )
    await expect((await clusters.get('b')).connect()).rejects.toMatchObject({
      cluster: 'b',
      step: 'credential',
      message: expect.stringMatching(/user “b” expired on 21\d\d-\d\d-\d\d \d\d:\d\d UTC/u),
    })
  })

  it('is told to be not valid yet', async () => {
    const dir = folder()
    write(dir, 'a.crt', cert)
    write(dir, 'a.key', key)
    const user = { 'client-certificate': 'a.crt', 'client-key': 'a.key' }
    await expect(read(user, dir, 0)).rejects.toMatchObject({
      step: 'credential',
      message: expect.stringContaining('is valid from 20'),
    })
  })

  it.each([
    [{ 'client-certificate': 'a.crt' }, 'a client-certificate but no key'],
    [{ 'client-key': 'a.crt' }, 'a key but no client-certificate'],
    [{ 'client-certificate': 'gone', 'client-key': 'a.crt' }, 'does not exist'],
    [{ 'client-certificate': 'bad', 'client-key': 'a.crt' }, 'is not a certificate'],
  ])('that cannot be used is told: %j', async (user, words) => {
    const dir = folder()
    write(dir, 'a.crt', cert)
    write(dir, 'bad', '-----BEGIN CERTIFICATE-----\nnonsense')
    await expect(read(user, dir)).rejects.toMatchObject({
      step: 'configuration',
      message: expect.stringContaining(words),
    })
  })

  it('that was replaced by another goes onto another connection', async () => {
    const user = { 'client-certificate': 'a.crt', 'client-key': 'a.key' }
    const { dir, cluster } = await context(user)
    write(dir, 'a.crt', cert)
    write(dir, 'a.key', key)
    const before = await cluster.connect()
    expect(await cluster.connect()).toBe(before)
    write(dir, 'a.crt', `${cert}\n${cert}`)
    expect(await cluster.connect()).not.toBe(before)
  })
})

function read(user: object, dir: string, now = Date.now()) {
  const entry = { name: 'a', file: join(dir, 'config'), value: user }
  return readCertificate(entry, userFields.parse(user), place, now)
}

/** The one context of a kubeconfig with that user, and the API server that it leads to. */
async function context(user: object, refuse?: Parameters<typeof recorder>[0]) {
  const dir = folder()
  const api = await recorder(refuse)
  const file = write(dir, 'config', kubeconfig(['a'], { server: api.url, user }))
  const clusters = await openKubeconfig([file], settings())
  return { dir, api, cluster: await clusters.get('a') }
}

/** The first request that a user's credential makes. */
async function first(user: object) {
  const { api, cluster } = await context(user)
  await (await cluster.connect()).kube().version()
  const request = api.requests[0]
  if (request === undefined) throw new Error('No request arrived.')
  return request
}
