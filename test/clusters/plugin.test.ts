import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../src/clusters/cluster.ts'
import { openKubeconfig } from '../../src/clusters/kubeconfig.ts'
import {
  call,
  clock,
  folder,
  kubeconfig,
  listen,
  plugin,
  recorder,
  settings,
  write,
} from './support.ts'

const v1 = 'client.authentication.k8s.io/v1'

describe('a credential plugin', () => {
  it.each([v1, 'client.authentication.k8s.io/v1beta1'])(
    'of %s gives the token',
    async (version) => {
      const { api, cluster, runs } = await context('give({ token: "t" + run })', {
        apiVersion: version,
      })
      await call(cluster)
      await call(cluster)
      expect(sent(api)).toEqual(['Bearer t1', 'Bearer t1'])
      expect(runs()).toBe(1)
    },
  )

  it('runs once for requests that come together', async () => {
    const { cluster, runs } = await context('give({ token: "t" })')
    await Promise.all([call(cluster), call(cluster), call(cluster)])
    expect(runs()).toBe(1)
  })

  it('runs again a minute before its token expires', async () => {
    const time = clock()
    const end = new Date(time.now() + 600_000).toISOString()
    const { api, cluster } = await context(
      `give({ token: "t" + run, expirationTimestamp: "${end}" })`,
      {},
      { settings: time },
    )
    await call(cluster)
    time.pass(539_000)
    await call(cluster)
    time.pass(2000)
    await call(cluster)
    expect(sent(api)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2'])
  })

  it('runs again after a 401, and the request is sent once more', async () => {
    const { api, cluster } = await context(
      'give({ token: "t" + run })',
      {},
      { refused: 'Bearer t1' },
    )
    await expect(call(cluster)).resolves.toBe(true)
    expect(sent(api)).toEqual(['Bearer t1', 'Bearer t2'])
  })

  it('that gives the refused token again is not run for each request', async () => {
    const { cluster, runs } = await context('give({ token: "t" })', {}, { refused: 'Bearer t' })
    await expect(call(cluster)).rejects.toMatchObject({ status: 401 })
    await expect(call(cluster)).rejects.toMatchObject({ status: 401 })
    expect(runs()).toBe(2)
  })

  it('gets the environment, its own variables, and the cluster where that is wanted', async () => {
    const ca = Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')
    const { api, cluster } = await context(
      'give({ token: Buffer.from(JSON.stringify([process.env.OUTER, process.env.OWN, info])).toString("base64url") })',
      { env: [{ name: 'OWN', value: 'own' }], provideClusterInfo: true },
      {
        settings: { env: { PATH: process.env['PATH'], OUTER: 'outer' } },
        cluster: {
          'certificate-authority-data': ca,
          extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } }],
        },
      },
    )
    await call(cluster)
    const token = sent(api)[0]?.replace('Bearer ', '') ?? ''
    expect(JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))).toEqual([
      'outer',
      'own',
      {
        apiVersion: v1,
        kind: 'ExecCredential',
        spec: {
          interactive: false,
          cluster: {
            server: api.url,
            'insecure-skip-tls-verify': false,
            'certificate-authority-data': ca,
            config: { audience: 'x' },
          },
        },
      },
    ])
  })

  it('whose path is relative starts from the folder of the kubeconfig', async () => {
    const { dir, cluster, api } = await context('', { command: './login', args: [] })
    const status = JSON.stringify({
      apiVersion: v1,
      kind: 'ExecCredential',
      status: { token: 't' },
    })
    write(dir, 'login', `#!/bin/sh\necho '${status}'`, 0o700)
    await call(cluster)
    const path = relative(process.cwd(), join(dir, 'config'))
    await call(await (await openKubeconfig([path], settings())).get('a'))
    expect(sent(api)).toEqual(['Bearer t', 'Bearer t'])
  })
})

describe('a credential plugin that fails', () => {
  it('because it is missing is named, with how to install it', async () => {
    const exec = { command: 'no-such-plugin', installHint: 'Get it from example.org.' }
    const { cluster } = await context('', exec)
    await expect(call(cluster)).rejects.toMatchObject({
      cluster: 'a',
      step: 'credential',
      message: 'Context “a”: the credential plugin no-such-plugin is not installed.',
      advice: 'Get it from example.org.',
    })
  })

  it.each([[{ command: '/dev/null' }], [{ args: ['a\0b'] }]])(
    'because nothing can start it is told: %j',
    async (exec) => {
      const { cluster } = await context('', exec)
      await expect(call(cluster)).rejects.toMatchObject({
        step: 'credential',
        message: expect.stringContaining('may not be executed'),
      })
    },
  )

  it('tells its complaint, but no token', async () => {
    const secret = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqbyJ9.c2lnbmF0dXJl'
    const { cluster } = await context(
      `console.error("\\x1b[31mnot signed in\\x1b[0m: token=abc123 ${secret}"); process.exit(3)`,
    )
    const failure = call(cluster)
    await expect(failure).rejects.toMatchObject({
      step: 'credential',
      message: expect.stringMatching(/ended with code 3: not signed in: token=… …$/u),
      advice: expect.stringContaining("kubectl --context 'a' version"),
    })
  })

  it('is not started anew for each request', async () => {
    const time = clock()
    const { cluster, runs } = await context('process.exit(1)', {}, { settings: time })
    await expect(call(cluster)).rejects.toMatchObject({ step: 'credential' })
    await expect(call(cluster)).rejects.toMatchObject({ step: 'credential' })
    expect(runs()).toBe(1)
    time.pass(5000)
    await expect(call(cluster)).rejects.toMatchObject({ step: 'credential' })
    expect(runs()).toBe(2)
  })

  it('by hanging is ended, with all that it has started', async () => {
    const started = createServer()
    const port = await listen(started)
    const gone = once(started, 'connection').then(([socket]) => once(socket.resume(), 'close'))
    const { cluster } = await context(
      `import { spawn } from 'node:child_process'
       spawn(process.execPath, ['-e', 'net.connect(${port}, "127.0.0.1")'], { stdio: 'inherit' })
       console.error('waiting for the browser')`,
      {},
      { settings: { patience: 1500 } },
    )
    await expect(call(cluster)).rejects.toMatchObject({
      step: 'credential',
      message: expect.stringMatching(
        /did not answer within 1\.5 s and was ended: waiting for the/u,
      ),
    })
    await gone
  })

  it.each([
    ['console.log("not JSON s3cret")', 'did not print an ExecCredential'],
    ['give({})', 'gave neither a token nor a certificate'],
    [
      'info.apiVersion = "client.authentication.k8s.io/v1beta1"; give({ token: "t" })',
      'answered in',
    ],
    ['console.log("x".repeat(2 ** 21))', 'printed over 1 MiB'],
  ])('by answering nonsense is told: %s', async (body, words) => {
    const { cluster } = await context(body)
    const told = await call(cluster).catch((error: unknown) => error)
    expect(told).toMatchObject({ step: 'credential', message: expect.stringContaining(words) })
    expect(JSON.stringify(told) + String(told)).not.toContain('s3cret')
  })

  it.each([
    [{ apiVersion: 'client.authentication.k8s.io/v1alpha1' }, 'Kubernetes does not know any more'],
    [{ interactiveMode: 'Always' }, 'wants a terminal'],
    [{ command: '' }, 'exec.command'],
  ])('because of its entry is told and not run: %j', async (exec, words) => {
    const { dir, cluster } = await context('give({ token: "t" })', exec)
    await expect(call(cluster)).rejects.toMatchObject({
      step: 'configuration',
      message: expect.stringContaining(words),
    })
    expect(existsSync(join(dir, 'plugin.runs'))).toBe(false)
  })
})

interface Setting {
  readonly settings?: Partial<Settings>
  readonly cluster?: object
  /** The authorization that the API server answers with 401. */
  readonly refused?: string
}

async function context(body: string, exec: object = {}, given: Setting = {}) {
  const dir = folder()
  const api = await recorder(({ headers }) => headers.authorization === given.refused)
  const user = { exec: { apiVersion: v1, ...plugin(dir, 'plugin', body), ...exec } }
  const text = kubeconfig(['a'], { server: api.url, user, cluster: given.cluster ?? {} })
  const clusters = await openKubeconfig([write(dir, 'config', text)], settings(given.settings))
  const runs = () => readFileSync(join(dir, 'plugin.runs'), 'utf8').length
  return { dir, api, cluster: await clusters.get('a'), runs }
}

function sent(api: Awaited<ReturnType<typeof recorder>>): (string | undefined)[] {
  return api.requests.map(({ headers }) => headers.authorization)
}
