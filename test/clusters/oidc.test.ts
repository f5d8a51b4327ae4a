import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { text as readText } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { openKubeconfig } from '../../src/clusters/kubeconfig.ts'
import { call, clock, folder, kubeconfig, listen, recorder, settings, write } from './support.ts'

const cert = readFileSync(new URL('fixtures/loopback.crt', import.meta.url), 'utf8')
const key = readFileSync(new URL('fixtures/loopback.key', import.meta.url), 'utf8')
const start = Date.parse('2026-11-22T12:00:00Z')

it('an ID token that is still good is used as it is', async () => {
  const token = idToken(start + 3_600_000)
  const { api, issuer, cluster } = await context({ 'id-token': token })
  await call(cluster)
  expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${token}`)
  expect(issuer.forms).toEqual([])
})

it('an expired one is refreshed at its issuer, with the secret, and kept until a minute before its end', async () => {
  const { api, issuer, cluster, time } = await context({ 'id-token': idToken(start - 1) })
  await call(cluster)
  time.pass(3_539_000)
  await call(cluster)
  time.pass(2000)
  await call(cluster)
  const sent = api.requests.map(({ headers }) => headers.authorization)
  const [first, second] = [idToken(start + 3_600_000), idToken(start + 3_541_000 + 3_600_000)]
  expect(sent).toEqual([`Bearer ${first}`, `Bearer ${first}`, `Bearer ${second}`])
  expect(issuer.forms).toEqual([
    {
      grant_type: 'refresh_token',
      refresh_token: 'refresh-0',
      client_id: 'portlight',
      client_secret: 's3cret',
    },
    expect.objectContaining({ refresh_token: 'refresh-1' }),
  ])
})

it('one that the API server refuses is refreshed before its time', async () => {
  const old = idToken(start + 7_200_000)
  const { issuer, cluster } = await context({ 'id-token': old }, `Bearer ${old}`)
  await expect(call(cluster)).resolves.toBe(true)
  expect(issuer.forms).toHaveLength(1)
})

it.each([
  [{ 'refresh-token': '' }, 'has expired and cannot be refreshed without refresh-token'],
  [{ 'refresh-token': 'revoked' }, 'the issuer answered 400 invalid_grant: revoked'],
  [{ 'idp-issuer-url': 'http://issuer.example' }, 'is not an https address'],
  [
    { 'idp-certificate-authority': '', 'idp-certificate-authority-data': '' },
    'cannot be refreshed: self',
  ],
])('what keeps it from being refreshed is told: %j', async (config, words) => {
  const { cluster } = await context({ 'id-token': idToken(start - 1), ...config })
  await expect(call(cluster)).rejects.toMatchObject({
    step: 'credential',
    message: expect.stringContaining(words),
    advice: expect.stringContaining('Sign in again'),
  })
})

async function context(config: object, refused?: string) {
  const time = clock(start)
  const issuer = await openIssuer(time.now)
  const api = await recorder(({ headers }) => headers.authorization === refused)
  const provider = {
    'idp-issuer-url': issuer.url,
    'idp-certificate-authority-data': Buffer.from(cert).toString('base64'),
    'client-id': 'portlight',
    'client-secret': 's3cret',
    'refresh-token': 'refresh-0',
    ...config,
  }
  const user = { 'auth-provider': { name: 'oidc', config: provider } }
  const file = write(folder(), 'config', kubeconfig(['a'], { server: api.url, user }))
  const clusters = await openKubeconfig([file], settings(time))
  return { api, issuer, cluster: await clusters.get('a'), time }
}

/** An identity provider whose tokens last an hour and whose refresh tokens are good once. */
async function openIssuer(now: () => number) {
  const forms: Record<string, string>[] = []
  const server = createServer({ cert, key }, (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    void readText(request).then((form) => {
      if (request.method === 'GET') return answer(200, { token_endpoint: `${url}/token` })
      return answer(...grant(Object.fromEntries(new URLSearchParams(form))))
    })
  })
  const url = `https://127.0.0.1:${await listen(server)}`
  const grant = (form: Record<string, string>): [number, object] => {
    if (form['refresh_token'] !== `refresh-${forms.length}`) {
      return [400, { error: 'invalid_grant', error_description: 'revoked' }]
    }
    forms.push(form)
    const next = `refresh-${forms.length}`
    return [200, { id_token: idToken(now() + 3_600_000), refresh_token: next, expires_in: 3600 }]
  }
  return { url, forms }
}

function idToken(expires: number): string {
  const parts = [{ alg: 'none' }, { exp: expires / 1000 }].map((part) => JSON.stringify(part))
  return `${parts.map((part) => Buffer.from(part).toString('base64url')).join('.')}.c2ln`
}
