import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openClusters } from '../../src/clusters.ts'
import { readConfig } from '../../src/config.ts'
import { NotSignedIn } from '../../src/errors.ts'
import { call, folder, kubeconfig, listen, recorder, write } from './support.ts'

const cert = readFileSync(new URL('fixtures/loopback.crt', import.meta.url), 'utf8')
const key = readFileSync(new URL('fixtures/loopback.key', import.meta.url), 'utf8')

describe('the clusters come', () => {
  it('from the demo when it is asked for, whatever else there is', async () => {
    const { names, ended } = await open(['--demo'], { KUBECONFIG: '/none', ...pod })
    expect(names).toEqual(['demo demo'])
    expect(ended()).toBe(true)
  })

  it('from the kubeconfig that was named, before the pod and home', async () => {
    const dir = folder()
    const file = write(dir, 'named', kubeconfig(['named']))
    home(dir, kubeconfig(['home']))
    const env = { HOME: dir, ...pod }
    expect((await open([`--kubeconfig=${file}`], env)).names).toEqual(['kubeconfig named'])
    expect((await open([], { ...env, KUBECONFIG: file })).names).toEqual(['kubeconfig named'])
  })

  it('from the cluster around the pod, before home; an empty KUBECONFIG names nothing', async () => {
    const dir = folder()
    home(dir, kubeconfig(['home']))
    const { names } = await open([], { HOME: dir, KUBECONFIG: '', ...pod })
    expect(names).toEqual(['in-cluster in-cluster'])
  })

  it('from ~/.kube/config', async () => {
    const dir = folder()
    home(dir, kubeconfig(['home']))
    expect((await open([], { HOME: dir, KUBECONFIG: '' })).names).toEqual(['kubeconfig home'])
    expect((await open([], { USERPROFILE: dir })).names).toEqual(['kubeconfig home'])
  })

  it('from the demo where there is nothing, or a kubeconfig without contexts', async () => {
    const dir = folder()
    expect((await open([], { HOME: dir })).names).toEqual(['demo demo'])
    home(dir, 'apiVersion: v1\ncontexts: []')
    expect((await open([], { HOME: dir })).names).toEqual(['demo demo'])
  })

  it('from nowhere while the kubeconfig at home is broken, and that is told', async () => {
    const dir = folder()
    home(dir, 'contexts: [')
    const { names, problem, ready } = await open([], { HOME: dir })
    expect(names).toEqual([])
    expect(problem).toContain(join(dir, '.kube', 'config'))
    expect(ready).toBe(false)
  })
})

describe('in a pod', () => {
  it('the API server is where the environment says, with the CA from the file', async () => {
    const file = write(folder(), 'ca.crt', cert)
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '6443' }
    const clusters = await opened([`--ca-file=${file}`], env)
    const cluster = await clusters.get('in-cluster')
    expect(await cluster.address()).toEqual({
      cluster: 'in-cluster',
      url: new URL('https://[fd00::1]:6443'),
      ca: cert,
    })
    expect(clusters.ready()).toBe(true)
    await expect(cluster.connect()).rejects.toThrow(NotSignedIn)
  })

  it('a missing CA is told and keeps it from being ready', async () => {
    const clusters = await opened([`--ca-file=${join(folder(), 'ca.crt')}`], pod)
    const cluster = await clusters.get('in-cluster')
    await expect(cluster.connect()).rejects.toMatchObject({
      cluster: 'in-cluster',
      step: 'configuration',
      advice: expect.stringContaining('ConfigMap kube-root-ca.crt'),
    })
    expect(clusters.ready()).toBe(false)
    expect(await clusters.current()).toBe('in-cluster')
  })

  it('the pod’s own token is never sent', async () => {
    const dir = folder()
    write(dir, 'token', 'canary')
    const api = await recorder()
    const port = await listen(createServer({ cert, key }, api.answer))
    const env = { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(port) }
    const flags = [`--ca-file=${write(dir, 'ca.crt', cert)}`, '--sign-in=none', '--host=127.0.0.1']
    const clusters = await opened(flags, env)
    await expect(call(await clusters.get('in-cluster'))).resolves.toBe(true)
    expect(api.requests).toHaveLength(1)
    expect(api.requests[0]?.headers).not.toHaveProperty('authorization')
    expect(JSON.stringify(api.requests[0]?.rawHeaders)).not.toContain('canary')
    await clusters.close()
  })
})

const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' }

function home(dir: string, text: string): void {
  mkdirSync(join(dir, '.kube'), { recursive: true })
  write(join(dir, '.kube'), 'config', text)
}

function opened(argv: string[], env: Record<string, string>) {
  return openClusters(readConfig(argv, env), env, async () => {
    throw new Error('The demo was started.')
  })
}

async function open(argv: string[], env: Record<string, string>) {
  const api = await recorder()
  let closed = false
  const close = async () => void (closed = true)
  const clusters = await openClusters(readConfig(argv, env), env, async () => ({
    url: api.url,
    close,
  }))
  const all = await clusters.all()
  await clusters.close()
  return {
    names: all.map(({ source, name }) => `${source} ${name}`),
    problem: clusters.problem(),
    ready: clusters.ready(),
    ended: () => closed,
  }
}
