/** The manifests and the chart: what they say, and whether an API server that admits only restricted pods takes it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadAll } from 'js-yaml'
import { readConfig } from '../../src/config.ts'
import { helmOn, kubectl, type Tool } from '../support/kubectl.ts'

interface Document {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string> }
  readonly spec: Record<string, unknown>
}
interface Container {
  readonly name: string
  readonly env: readonly { readonly name: string; readonly value: string }[]
}
interface Template {
  readonly metadata: object
  readonly spec: {
    readonly terminationGracePeriodSeconds: number
    readonly containers: readonly Container[]
  }
}

const space = 'portlight'
const chart = 'deploy/chart'
let kube: Awaited<ReturnType<typeof kubectl>>
let helm: Tool

beforeAll(async () => {
  const file = process.env['KUBECONFIG'] ?? ''
  kube = await kubectl(file)
  helm = await helmOn(file)
  // Namespaces and accounts are looked for before a dry run is.
  await kube('apply', '-f', 'deploy/manifests/namespace.yaml')
  await kube('-n', space, 'apply', '-f', 'deploy/manifests/serviceaccount.yaml')
}, 900_000)
afterAll(() => kube?.('delete', 'namespace', space, '--wait=false'))

const documents = (text: string) => loadAll(text) as Document[]
const rendered = async (...set: readonly string[]) =>
  documents(await helm('template', space, chart, '--namespace', space, ...set))
const one = (all: readonly Document[], kind: string) => all.find((each) => each.kind === kind)!
const byKind = (all: readonly Document[]) => all.toSorted((a, b) => a.kind.localeCompare(b.kind))
const templateOf = (all: readonly Document[]) => one(all, 'Deployment').spec['template'] as Template
const variables = (all: readonly Document[]) =>
  Object.fromEntries(
    templateOf(all).spec.containers[0]!.env.map(({ name, value }) => [name, value]),
  )
/** As the API server would store it; its warnings are failures. */
const tried = (...args: readonly string[]) =>
  kube('--warnings-as-errors', ...args, '--dry-run=server', '-o', 'yaml')

describe('the manifests', () => {
  it('are what the chart says when nothing is set', async () => {
    const plain = documents(await kube('kustomize', 'deploy/manifests'))
    const chosen = (await rendered()).filter(({ kind }) => kind !== 'Secret')
    for (const { metadata } of chosen) {
      delete metadata.labels?.['helm.sh/chart']
      delete metadata.labels?.['app.kubernetes.io/managed-by']
    }
    expect(byKind(plain.filter(({ kind }) => kind !== 'Namespace'))).toEqual(byKind(chosen))
  })

  it.each(['deploy/manifests', 'deploy/examples/ingress'])('%s is taken as it is', async (from) => {
    const stored = documents(await tried('apply', '-k', from))
    const kinds = stored.flatMap((each) =>
      each.kind === 'List' ? (each as unknown as { items: Document[] }).items : [each],
    )
    expect(kinds.map(({ kind }) => kind)).toContain('Deployment')
  })

  it('make a pod that is admitted where only restricted ones are', async () => {
    const template = templateOf(documents(await kube('kustomize', 'deploy/manifests')))
    const pod = { apiVersion: 'v1', kind: 'Pod', ...template, metadata: { name: 'tried' } }
    const create = ['-n', space, 'create', '--dry-run=server', '-f', '-', '-o', 'json'] as const
    const stored = JSON.parse(await kube.given(pod, ...create)) as typeof pod & {
      spec: { volumes: { name: string }[] }
    }
    // No token of its account is in it.
    expect(stored.spec.volumes.map(({ name }) => name)).toEqual(['portlight'])
    const [container, ...rest] = template.spec.containers
    const loose = { ...container, securityContext: {} }
    const other = { ...pod, spec: { ...pod.spec, containers: [loose, ...rest] } }
    await expect(kube.given(other, ...create)).rejects.toThrow(/violates PodSecurity "restricted/)
  })

  it('give it longer to end than it takes', async () => {
    const { spec } = templateOf(documents(await kube('kustomize', 'deploy/manifests')))
    const config = readConfig([], { KUBERNETES_SERVICE_HOST: '10.96.0.1' })
    // What is under way has 10 s, and what runs have to put back as long again.
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(config.drainWait + 20)
  })
})

describe('the chart', () => {
  const sets: Record<string, readonly string[]> = {
    'as it is': [],
    'below a path, read-only, without shells': [
      '--set=basePath=/ops/portlight,readOnly=true,shell=false,namespaces={shop,web}',
    ],
    'behind nginx, three of them': [
      '--set=replicas=3,ingress.enabled=true,ingress.host=portlight.example.org,ingress.tlsSecret=tls',
    ],
    'with what is its own': [
      '--set=signIn=bearer,trustedProxies={10.1.0.0/16},session.existingSecret=keys,metrics.enabled=false,networkPolicy.enabled=false',
      '--set=podDisruptionBudget.enabled=false,image.digest=sha256:' + 'a'.repeat(64),
    ],
  }

  it.each(Object.entries(sets))('%s is sound, and taken', async (_, set) => {
    expect(await helm('lint', '--strict', chart, ...set)).toContain('0 chart(s) failed')
    for (const document of await rendered(...set)) {
      await kube.given(
        document,
        '-n',
        space,
        '--warnings-as-errors',
        'apply',
        '--dry-run=server',
        '-f',
        '-',
      )
    }
  })

  it.each(Object.values(sets))('says only what Portlight understands', async (...set) => {
    const env = variables(await rendered(...set))
    const known = { ...env, KUBERNETES_SERVICE_HOST: '10.96.0.1' }
    const config = readConfig([], known)
    const named = Object.keys(env).filter((name) => name.startsWith('PORTLIGHT_'))
    expect(named.length).toBeGreaterThan(0)
    expect(config.signIn).toBe(env['PORTLIGHT_SIGN_IN'] ?? 'token')
    expect(config.sessionKeyFile).toBe('/etc/portlight/session-keys')
  })

  it('says what was chosen', async () => {
    const path = variables(await rendered(...sets['below a path, read-only, without shells']!))
    const config = readConfig([], { ...path, KUBERNETES_SERVICE_HOST: '10.96.0.1' })
    expect(config).toMatchObject({
      basePath: '/ops/portlight',
      readOnly: true,
      shell: false,
      namespaces: ['shop', 'web'],
      metricsPort: 9090,
    })
    const nginx = variables(await rendered(...sets['behind nginx, three of them']!))
    expect(nginx).toMatchObject({
      PORTLIGHT_SECURE: 'true',
      PORTLIGHT_HOSTS: 'portlight.example.org',
    })
  })

  it.each([
    ['replicas=-1', /replicas/],
    ['basePath=ops', /basePath/],
    ['readonly=true', /readonly/],
    ['metrics.port=8080', /metrics/],
    ['httpRoute.enabled=true', /parentRefs/],
  ])('%s is refused, and named', async (set, words) => {
    await expect(rendered(`--set=${set}`)).rejects.toThrow(words)
  })

  it('makes a key for cookies once, and leaves it as it is', { timeout: 120_000 }, async () => {
    const secret = ['-n', space, 'get', 'secret', 'other-portlight-session', '-o', 'json'] as const
    const key = async () => {
      const { data } = JSON.parse(await kube(...secret)) as { data: Record<string, string> }
      return Buffer.from(data['session-keys'] ?? '', 'base64').toString()
    }
    await helm('install', 'other', chart, '-n', space, '--set=networkPolicy.enabled=false')
    const first = await key()
    expect(first).toMatch(/^\w{64}$/)
    const said = await helm('upgrade', 'other', chart, '-n', space, '--set=readOnly=true')
    expect(said).toContain('kubectl -n portlight port-forward service/other-portlight 8080:80')
    expect(await key()).toBe(first)
    await helm('uninstall', 'other', '-n', space)
    expect(await key()).toBe(first)
  })
})
