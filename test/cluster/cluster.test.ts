/** The real control plane of the tests: what it promises to those who use it. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { up } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { alive } from './processes.ts'
import { read } from './saved.ts'

const name = `test-${process.pid}`
const minutes = 60_000
const patience = { timeout: 20_000, interval: 100 }

describe('a cluster', () => {
  let cluster: Cluster

  beforeAll(async () => {
    cluster = await up({ name, seed: 'shop', snapshot: true, say: console.error })
  }, 20 * minutes)

  afterAll(() => cluster.stop(), minutes)

  it('lets admin do all, by token and by certificate', async () => {
    expect(await kubectl('admin', 'auth', 'can-i', '*', '*')).toBe('yes')
    expect(await kubectl('admin-cert', 'auth', 'can-i', '*', '*')).toBe('yes')
  })

  it('lets ada edit in two namespaces and nowhere else', async () => {
    expect(await kubectl('ada', 'auth', 'can-i', 'delete', 'pods', '-n', 'shop')).toBe('yes')
    expect(await kubectl('ada', 'auth', 'can-i', 'delete', 'pods', '-n', 'web')).toBe('yes')
    expect(await kubectl('ada', 'auth', 'can-i', 'list', 'pods', '-n', 'data')).toBe('no')
    expect(await kubectl('ada', 'auth', 'can-i', 'list', 'nodes')).toBe('no')
  })

  it('refuses nobody', async () => {
    const answer = await kubectl('nobody', 'get', 'pods', '-n', 'shop')
    expect(answer).toContain('(Forbidden): pods is forbidden: User "nobody" cannot list')
  })

  it('has a context that leads to no server', async () => {
    expect(await kubectl('gone', 'get', 'pods')).toContain('refused')
  })

  it('says the version that it was built from', async () => {
    const version: { serverVersion: { gitVersion: string } } = JSON.parse(
      await kubectl('admin', 'version', '--output=json'),
    )
    expect(version.serverVersion.gitVersion).toBe('v1.37.2')
  })

  it('plays the failing scenes', async () => {
    const pods = expect.poll(() => kubectl('admin', 'get', 'pods', '-A', '--no-headers'), patience)
    await pods.toMatch(/checkout-\S+ +1\/2 +CrashLoopBackOff/)
    await pods.toMatch(/convert-prices-\S+ +0\/1 +Error/)
    await pods.toMatch(/banner-\S+ +0\/1 +ImagePullBackOff/)
    await pods.toMatch(/recommender-\S+ +0\/1 +Pending/)
    const claim = await kubectl('admin', 'get', 'pvc', 'search-index', '-n', 'data')
    expect(claim).toContain('Pending')
  })

  it('serves the logs of a simulated container and runs commands in it', async () => {
    const pod = await kubectl('admin', 'get', 'pod', '-n', 'shop', '-l', 'app=cart', '-o', 'name')
    const first = pod.split('\n')[0] ?? ''
    expect(await kubectl('admin', 'logs', '-n', 'shop', first, '--tail=1')).not.toBe('')
    expect(await kubectl('admin', 'exec', '-n', 'shop', first, '--', 'echo', 'hi')).toBe('hi')
  })

  it('is found again as it is by a second up', async () => {
    expect((await up({ name })).server).toBe(cluster.server)
  })

  it('does not take another shape for its own', async () => {
    await expect(up({ name, seed: 'none' })).rejects.toThrow('Take it down')
  })

  it(
    'comes back with its objects and its address after a part of it ended',
    async () => {
      const saved = await read(name)
      const server = saved!.processes.find((one) => one.name === 'kube-apiserver')!
      process.kill(server.pid, 'SIGKILL')
      await expect.poll(() => alive(server), patience).toBe(false)
      expect((await up({ name })).server).toBe(cluster.server)
      expect(await kubectl('admin', 'get', 'deploy', '-n', 'web', '-o', 'name')).toContain(
        'storefront',
      )
    },
    minutes,
  )

  it(
    'leaves neither process nor file when it is stopped',
    async () => {
      const processes = (await read(name))?.processes ?? []
      expect(processes.map((one) => one.name)).toContain('kwok')
      await cluster.stop()
      expect(await Promise.all(processes.map(alive))).not.toContain(true)
      expect(existsSync(dirname(cluster.kubeconfig))).toBe(false)
    },
    minutes,
  )

  /** What it prints, or what it complains of. */
  async function kubectl(context: string, ...args: string[]): Promise<string> {
    const all = [`--kubeconfig=${cluster.kubeconfig}`, `--context=${context}`, ...args]
    const done = promisify(execFile)(cluster.kubectl, all)
    const { stdout } = await done.catch((error: { stdout: string; stderr: string }) => ({
      stdout: error.stdout || error.stderr,
    }))
    return stdout.trim()
  }
})
