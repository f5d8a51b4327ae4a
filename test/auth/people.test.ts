/** Connections of people who sign in: one for each and no more than a thousand. */
import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type People, people } from '../../src/auth/people.ts'
import { openKubeconfig } from '../../src/clusters/kubeconfig.ts'
import { NotSignedIn } from '../../src/errors.ts'
import { folder, kubeconfig, recorder, settings, write } from '../clusters/support.ts'
import { execServer } from '../support/exec-server.ts'
import { ref } from '../support/recorded.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

/** Clusters as `--sign-in=token` opens them; `server` may be one that nobody asks. */
async function clusters(server?: string, cluster: object = {}) {
  const dir = folder()
  const parts = { cluster, ...(server !== undefined && { server }) }
  const file = write(dir, 'config', kubeconfig(['shop', 'other'], parts))
  const open = await openKubeconfig([file], settings({ signIn: 'token' }))
  onTestFinished(() => open.close())
  return { shop: await open.get('shop'), other: await open.get('other') }
}

function known(): People {
  const all = people()
  onTestFinished(() => all.close())
  return all
}

test('one person has one connection a cluster, another person another', async () => {
  const { shop, other } = await clusters()
  const all = known()
  const first = await all.connection(shop, 'ada')
  expect(await all.connection(shop, 'ada')).toBe(first)
  expect(await all.connection(shop, 'bob')).not.toBe(first)
  expect(await all.connection(other, 'ada')).not.toBe(first)
  const [one, two] = await Promise.all([all.connection(shop, 'eve'), all.connection(shop, 'eve')])
  expect(one).toBe(two)
})

test('each brings their own token and no other', async () => {
  const { url, requests } = await recorder()
  const { shop } = await clusters(url)
  const all = known()
  for (const token of ['ada', 'bob', 'ada']) {
    await (await all.connection(shop, token)).kube().version()
  }
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer ada', 'Bearer bob'])
})

test('who is forgotten gets a new connection; the others keep theirs', async () => {
  const { shop, other } = await clusters()
  const all = known()
  const ada = await all.connection(shop, 'ada')
  const bob = await all.connection(shop, 'bob')
  const elsewhere = await all.connection(other, 'ada')
  all.forget(shop, 'ada')
  all.forget(shop, 'never seen')
  expect(await all.connection(shop, 'ada')).not.toBe(ada)
  expect(await all.connection(shop, 'bob')).toBe(bob)
  expect(await all.connection(other, 'ada')).toBe(elsewhere)
})

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`

test('who signed out asks nothing more; who was only idle goes on with what is under way', async () => {
  const { url, requests } = await recorder()
  const { shop } = await clusters(url)
  const all = known()
  const [ada, bob] = [await all.connection(shop, 'ada'), await all.connection(shop, 'bob')]
  all.forget(shop, 'ada')
  await expect(ada.kube().version()).rejects.toThrow(NotSignedIn)
  expect(requests).toEqual([])
  for (let number = 0; number < 1001; number++) {
    vi.advanceTimersByTime(1)
    await all.connection(shop, String(number))
  }
  expect(await all.connection(shop, 'bob')).not.toBe(bob)
  await bob.kube().version()
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer bob'])
  bob.close()
})

test('a changed CA makes a new connection', async () => {
  const ca = write(folder(), 'ca.crt', pem('one'))
  const { shop } = await clusters('https://127.0.0.1:1', { 'certificate-authority': ca })
  const all = known()
  const before = await all.connection(shop, 'ada')
  expect(await all.connection(shop, 'ada')).toBe(before)
  writeFileSync(ca, pem('two'))
  const after = await all.connection(shop, 'ada')
  expect(after).not.toBe(before)
  expect(await all.connection(shop, 'ada')).toBe(after)
})

test('a thousand are kept; the one idle longest goes first', async () => {
  const { shop } = await clusters()
  const all = known()
  const come = (number: number) => {
    vi.advanceTimersByTime(1)
    return all.connection(shop, `token ${number}`)
  }
  const [first, second] = [await come(0), await come(1)]
  for (let number = 2; number < 1000; number++) await come(number)
  expect(await come(0)).toBe(first)
  const third = await come(2)
  await come(1000)
  expect(await come(0)).toBe(first)
  expect(await come(2)).toBe(third)
  expect(await come(1)).not.toBe(second)
})

test('a flood of tokens that the API server refuses pushes nobody out', async () => {
  const { url } = await recorder(({ headers }) => headers.authorization !== 'Bearer ada')
  const { shop } = await clusters(url)
  const all = known()
  const ada = await all.connection(shop, 'ada')
  for (let number = 0; number < 1100; number++) {
    vi.advanceTimersByTime(1)
    const made = await all.connection(shop, `made-up-${number}`)
    await expect(made.kube().version()).rejects.toThrow(NotSignedIn)
  }
  expect(await all.connection(shop, 'ada')).toBe(ada)
})

test('a shell outlives a thousand newer tokens: nothing could open it anew', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<number>()
  const { url } = await execServer(() => (socket) => void socket.once('close', end))
  const { shop } = await clusters(String(url))
  const all = known()
  const ada = await all.connection(shop, 'ada')
  expect(ada.talks()).toBe(false)
  const shell = await ada.kube().exec(ref, { container: 'app', command: ['sh'], tty: true })
  shell.listen({ output: () => {}, silent: () => {}, ended: () => {} })
  expect(ada.talks()).toBe(true)
  const come = async (from: number) => {
    for (let number = from; number < from + 1001; number++) {
      vi.advanceTimersByTime(1)
      await all.connection(shop, `token ${number}`)
    }
  }
  await come(0)
  expect(await all.connection(shop, 'ada')).toBe(ada)
  shell.close()
  await ended
  await vi.waitFor(() => expect(ada.talks()).toBe(false))
  await come(2000)
  expect(await all.connection(shop, 'ada')).not.toBe(ada)
})
