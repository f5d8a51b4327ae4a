import { mkdirSync, readFileSync } from 'node:fs'
import { createServer as createProxy } from 'node:http'
import { createServer } from 'node:https'
import { connect as dial } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openKubeconfig } from '../../src/clusters/kubeconfig.ts'
import { NotSignedIn } from '../../src/errors.ts'
import { call, folder, kubeconfig, listen, recorder, settings, write } from './support.ts'

const cert = readFileSync(new URL('fixtures/loopback.crt', import.meta.url), 'utf8')
const key = readFileSync(new URL('fixtures/loopback.key', import.meta.url), 'utf8')

describe('a context', () => {
  it('breaks alone', async () => {
    const api = await recorder()
    const config = JSON.parse(kubeconfig(['good', 'bad'], { server: api.url }))
    config.clusters[1].cluster.server = 'not an address'
    const clusters = await openKubeconfig(
      [write(folder(), 'config', JSON.stringify(config))],
      settings(),
    )
    await expect(call(await clusters.get('good'))).resolves.toBe(true)
    await expect(call(await clusters.get('bad'))).rejects.toMatchObject({
      cluster: 'bad',
      step: 'configuration',
      message: expect.stringContaining('the server of the cluster “bad” is not a URL'),
    })
    expect(clusters.problem()).toBeNull()
  })

  it.each([
    [{ cluster: 'none', user: 'a' }, 'it names the cluster “none”, which no kubeconfig has.'],
    [{ cluster: 'a', user: 'none' }, 'it names the user “none”, which no kubeconfig has.'],
    [{ user: 'a' }, 'the context “a” cannot be used: cluster: '],
    [null, 'the context “a” cannot be used: cluster: '],
  ])('tells what it lacks: %j', async (context, words) => {
    const config = { ...JSON.parse(kubeconfig(['a'])), contexts: [{ name: 'a', context }] }
    const clusters = await openKubeconfig(
      [write(folder(), 'config', JSON.stringify(config))],
      settings(),
    )
    const cluster = await clusters.get('a')
    await expect(cluster.connect()).rejects.toMatchObject({
      step: 'configuration',
      message: expect.stringContaining(words),
    })
  })

  it('has an address with all that stands beside the server', async () => {
    const dir = folder()
    mkdirSync(join(dir, 'pki'))
    write(dir, 'pki/ca.crt', '-----BEGIN CERTIFICATE-----')
    const cluster = {
      'certificate-authority': 'pki/ca.crt',
      'tls-server-name': 'kubernetes',
      'proxy-url': 'socks5://127.0.0.1:1080',
      'insecure-skip-tls-verify': true,
    }
    const text = kubeconfig(['a'], { server: 'https://a.example/k8s/clusters/c-1', cluster })
    const clusters = await openKubeconfig([write(dir, 'config', text)], settings())
    expect(await (await clusters.get('a')).address()).toEqual({
      cluster: 'a',
      url: new URL('https://a.example/k8s/clusters/c-1'),
      ca: '-----BEGIN CERTIFICATE-----',
      servername: 'kubernetes',
      proxy: new URL('socks5://127.0.0.1:1080'),
      insecure: true,
    })
  })

  it('takes the CA that stands inline before the file, and reads the file anew', async () => {
    const dir = folder()
    write(dir, 'ca.crt', ca('one'))
    const file = { 'certificate-authority': 'ca.crt' }
    const inline = {
      ...file,
      'certificate-authority-data': Buffer.from(ca('inline')).toString('base64'),
    }
    const clusters = await openKubeconfig(
      [
        write(dir, 'a', kubeconfig(['file'], { cluster: file })),
        write(dir, 'b', kubeconfig(['inline'], { cluster: inline })),
      ],
      settings(),
    )
    expect((await (await clusters.get('inline')).address()).ca).toBe(ca('inline'))
    const cluster = await clusters.get('file')
    const before = await cluster.connect()
    expect(await cluster.connect()).toBe(before)
    write(dir, 'ca.crt', ca('two'))
    expect((await cluster.address()).ca).toBe(ca('two'))
    expect(await cluster.connect()).not.toBe(before)
  })

  it.each([
    [
      { 'certificate-authority': 'gone.crt' },
      /certificate-authority file .*gone\.crt does not exist/u,
    ],
    [{ 'certificate-authority-data': 'bm90aGluZw==' }, /holds no PEM/u],
    [{ 'proxy-url': 'ftp://a' }, /the proxy-url of the cluster “a” is not a URL/u],
    [{ 'insecure-skip-tls-verify': 'maybe' }, /insecure-skip-tls-verify/u],
  ])('tells what is wrong with its cluster: %j', async (cluster, words) => {
    const file = write(folder(), 'config', kubeconfig(['a'], { cluster }))
    const clusters = await openKubeconfig([file], settings())
    await expect((await clusters.get('a')).address()).rejects.toMatchObject({
      step: 'configuration',
      message: expect.stringMatching(words),
    })
  })

  it('is reached through its proxy, and its certificate is checked against its CA', async () => {
    const api = await recorder()
    const port = await listen(createServer({ cert, key }, api.answer))
    const asked: (string | undefined)[] = []
    const proxy = createProxy().on('connect', ({ url }, client: Duplex) => {
      asked.push(url)
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      const upstream = dial(port, '127.0.0.1')
      upstream.pipe(client).pipe(upstream)
    })
    const cluster = {
      'certificate-authority-data': Buffer.from(cert).toString('base64'),
      'proxy-url': `http://127.0.0.1:${await listen(proxy)}`,
    }
    const text = kubeconfig(['a'], { server: 'https://localhost:6443', cluster })
    const clusters = await openKubeconfig([write(folder(), 'config', text)], settings())
    await expect(call(await clusters.get('a'))).resolves.toBe(true)
    expect(asked).toEqual(['localhost:6443'])
    await clusters.close()
  })

  it('gives its address only where people bring their own token', async () => {
    const dir = folder()
    const api = await recorder()
    const user = { token: 'canary', tokenFile: 'gone', exec: 5 }
    const file = write(dir, 'config', kubeconfig(['a'], { server: api.url, user }))
    const clusters = await openKubeconfig([file], settings({ signIn: 'token' }))
    const cluster = await clusters.get('a')
    expect((await cluster.address()).url.href).toBe(`${api.url}/`)
    await expect(cluster.connect()).rejects.toThrow(NotSignedIn)
    expect(api.requests).toEqual([])
  })
})

function ca(text: string): string {
  return `-----BEGIN CERTIFICATE-----\n${text}`
}
