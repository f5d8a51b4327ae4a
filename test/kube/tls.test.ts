/** Whom Kube trusts, and what it says when it does not. */
import { createSecureServer } from 'node:http2'
import { createServer } from 'node:https'
import { afterAll, afterEach, expect, test } from 'vitest'
import { connect } from '../../src/kube.ts'
import type { Address, Connection, Kube } from '../../src/kube.ts'
import { authority } from '../support/certificates.ts'
import type { Pair } from '../support/certificates.ts'
import { listen } from '../support/listen.ts'
import { bearer, failure, json, pod, ref } from '../support/recorded.ts'

const { ca, issue, remove } = authority()
const good = issue('IP:127.0.0.1')
const opened: { close(): unknown }[] = []

afterAll(remove)
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

async function server(pair: Pair): Promise<URL> {
  const secure = createSecureServer({ ...pair, allowHTTP1: true }, (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(pod))
    request.resume()
  })
  opened.push(secure)
  return new URL(`https://127.0.0.1:${await listen(secure)}`)
}

function kubeAt(address: Omit<Address, 'cluster'>): Kube {
  const connection: Connection = connect({ cluster: 'prod', ...address }, bearer)
  opened.push(connection)
  return connection.kube()
}

test('a server whose certificate the CA signed is asked', async () => {
  const url = await server(good)
  await expect(kubeAt({ url, ca }).get(ref)).resolves.toMatchObject({ value: pod })
})

test('a certificate of another CA is refused', async () => {
  const error = await failure(kubeAt({ url: await server(good) }).get(ref))
  expect(error).toMatchObject({ step: 'TLS', status: 502, cluster: 'prod' })
  expect(error).toHaveProperty('advice', expect.stringContaining('CA'))
})

test('an expired certificate is refused, with advice', async () => {
  const old = issue('IP:127.0.0.1', { from: '20200101000000Z', to: '20200102000000Z' })
  const error = await failure(kubeAt({ url: await server(old), ca }).get(ref))
  expect(error).toMatchObject({ step: 'TLS', advice: expect.stringContaining('expired') })
})

test('a certificate for another name is refused, unless tls-server-name says so', async () => {
  const url = await server(issue('DNS:api.test'))
  const error = await failure(kubeAt({ url, ca }).get(ref))
  expect(error).toMatchObject({ step: 'TLS', advice: expect.stringContaining('tls-server-name') })
  await expect(kubeAt({ url, ca, servername: 'api.test' }).get(ref)).resolves.toBeDefined()
})

test('insecure asks whom it is told to ask', async () => {
  const url = await server(issue('DNS:other.test'))
  await expect(kubeAt({ url, insecure: true }).get(ref)).resolves.toBeDefined()
})

test('people with different trust never share a connection', async () => {
  const url = await server(good)
  await kubeAt({ url, insecure: true }).get(ref)
  await kubeAt({ url, ca }).get(ref)
  expect(await failure(kubeAt({ url }).get(ref))).toMatchObject({ step: 'TLS' })
})

test('plain HTTP where TLS is expected is said to be', async () => {
  const url = await server(good)
  url.protocol = 'http:'
  const plain = await failure(kubeAt({ url }).get(ref))
  expect(plain).toMatchObject({ status: 502 })
})

test('a CA that is no PEM is a wrong configuration', async () => {
  const url = await server(good)
  const broken = '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n'
  expect(await failure(kubeAt({ url, ca: broken }).get(ref))).toMatchObject({
    step: 'configuration',
  })
})

test('a server with HTTP/1.1 only gets at most 4 connections', async () => {
  const plain = createServer({ ...good, ALPNProtocols: ['http/1.1'] }, json(200, pod))
  let taken = 0
  plain.on('secureConnection', () => (taken += 1))
  opened.push(plain)
  const kube = kubeAt({ url: new URL(`https://127.0.0.1:${await listen(plain)}`), ca })
  let left = 200
  const caller = async () => {
    for (; left > 0; left -= 1) await kube.get(ref)
  }
  await Promise.all(Array.from({ length: 50 }, caller))
  expect(taken).toBeLessThanOrEqual(4)
})

test('after GOAWAY calls go on by a new session', async () => {
  let sessions = 0
  const secure = createSecureServer(good, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(pod))
  })
  secure.on('session', (session) => {
    sessions += 1
    session.once('stream', () => session.goaway())
  })
  opened.push(secure)
  const kube = kubeAt({ url: new URL(`https://127.0.0.1:${await listen(secure)}`), ca })
  await kube.get(ref)
  await Promise.all([kube.get(ref), kube.get(ref)])
  expect(sessions).toBeGreaterThan(1)
})
