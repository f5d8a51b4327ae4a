/** The README's way into a cluster, followed on a real kubelet with a real container. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { commandsOf } from '../support/commands.ts'
import { loadImage, type Shell, shellOf, toRealNode } from '../support/installed.ts'
import { noRealNode, realNode } from '../support/real-node.ts'
import { members } from './node/cgroups.ts'
import { routes } from './helm.ts'

const minutes = 60_000
const patience = { timeout: minutes, interval: 500 }
const [install = [], look = [], person = [], chart = []] = commandsOf('In the cluster')
const tag = 'registry.example.org/portlight:0.1.0'

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'installed as the README says', () => {
  let shell: Shell
  let cluster: string
  let way: Awaited<ReturnType<Shell['begin']>> | undefined
  let token = ''
  let cookie = ''

  beforeAll(async () => {
    const { name, kubeconfig } = await realNode()
    cluster = name
    shell = await shellOf(kubeconfig)
    await loadImage(cluster, tag)
  }, 25 * minutes)
  afterAll(async () => {
    await way?.end()
    await shell?.run('kubectl delete namespace portlight shop --ignore-not-found --wait=false')
  })

  /** The lines of a block; what is deployed by one goes to the node that is real. */
  async function followed(lines: readonly string[]): Promise<string> {
    let said = ''
    for (const line of lines) {
      said = await shell.run(line)
      if (/ apply -k | upgrade --install /.test(line))
        await shell.run(`kubectl -n portlight patch deployment portlight -p '${toRealNode}'`)
    }
    return said
  }

  /** The port of the README may be another's here. */
  async function forward(line: string): Promise<string> {
    await way?.end()
    way = await shell.begin(line.replace(/ \d+:/, ' :'))
    return `http://${/(127\.0\.0\.1:\d+)/.exec(way.said)?.[1]}`
  }

  const pages = () => forward(look[0] ?? '')

  it('has blocks for each step', () => {
    expect([install.length, look.length, person.length, chart.length]).toEqual([3, 1, 4, 1])
  })

  it('is rolled out', { timeout: 4 * minutes }, async () => {
    expect(await followed(install)).toContain('successfully rolled out')
  })

  it('runs as nobody in particular, without any right over the machine', async () => {
    const status = await vi.waitFor(() => statusOf(cluster), patience)
    expect(status).toMatch(/^Uid:\t65532\t65532\t65532/m)
    expect(status).toMatch(/^NSpid:.*\t1$/m)
    expect(status).toMatch(/^CapBnd:\t0+$/m)
    expect(status).toMatch(/^NoNewPrivs:\t1$/m)
    expect(status).toMatch(/^Seccomp:\t2$/m)
  })

  it('lets in who has a token, and shows what they may see', { timeout: 2 * minutes }, async () => {
    token = (await followed(person)).trim()
    expect(token.split('.')).toHaveLength(3)
    await shell.run('kubectl -n shop create configmap greeting --from-literal=hello=world')
    const origin = await pages()
    const before = await ask(origin, '/c/in-cluster/configmaps?ns=shop')
    expect([before.status, before.body.includes('name="token"')]).toEqual([401, true])
    const signed = await ask(origin, '/c/in-cluster/go/sign-in', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams({ token, to: '/c/in-cluster/configmaps?ns=shop' }).toString(),
    })
    expect([signed.status, signed.headers.location]).toEqual([
      303,
      '/c/in-cluster/configmaps?ns=shop',
    ])
    cookie = (signed.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
    const list = await ask(origin, '/c/in-cluster/configmaps?ns=shop', { headers: { cookie } })
    expect([list.status, list.body.includes('greeting')]).toEqual([200, true])
    const nodes = await ask(origin, '/c/in-cluster/nodes', { headers: { cookie } })
    expect(nodes.status).toBe(403)
    expect(nodes.body).toContain('system:serviceaccount:shop:ada')
  })

  it('tells figures and writes a log that name nobody’s token', { timeout: minutes }, async () => {
    const origin = await forward('kubectl -n portlight port-forward deployment/portlight 1:9090')
    const figures = await ask(origin, '/metrics')
    expect(figures.body).toContain('portlight_http_requests_total{route="/c/:cluster/go/sign-in"')
    const log = await shell.run('kubectl -n portlight logs deployment/portlight')
    for (const line of log.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('at')
    expect(log).toContain('"user":"system:serviceaccount:shop:ada"')
    expect(log).not.toContain(token.split('.')[2])
  })

  it('is replaced without anybody signing in again', { timeout: 3 * minutes }, async () => {
    await shell.run('kubectl -n portlight rollout restart deployment/portlight')
    await shell.run('kubectl -n portlight rollout status deployment/portlight --timeout=2m')
    const list = await ask(await pages(), '/c/in-cluster/configmaps?ns=shop', {
      headers: { cookie },
    })
    expect([list.status, list.body.includes('greeting')]).toEqual([200, true])
  })

  it('the Gateway API takes the route, of the overlay and of the chart', async () => {
    await shell.run(`kubectl apply --server-side -f ${await routes()}`)
    await shell.run(
      'kubectl wait --for=condition=Established crd/httproutes.gateway.networking.k8s.io',
    )
    const dry = '--dry-run=server -o name'
    expect(await shell.run(`kubectl apply -k deploy/examples/gateway ${dry}`)).toContain(
      'httproute.gateway.networking.k8s.io/portlight',
    )
    const set = '--set httpRoute.enabled=true,httpRoute.parentRefs[0].name=public,basePath=/ops'
    const route = `helm template portlight deploy/chart -n portlight ${set}`
    expect(await shell.run(`${route} | kubectl apply ${dry} -f -`)).toContain('httproute')
  })

  it('is installed by Helm as well', { timeout: 4 * minutes }, async () => {
    await way?.end()
    await shell.run('kubectl delete -k deploy/manifests --timeout=2m')
    expect(await followed(chart)).toContain('port-forward service/portlight')
    await shell.run('kubectl -n portlight rollout status deployment/portlight --timeout=2m')
    expect((await ask(await pages(), '/readyz')).body).toBe('ok')
  })
})

/** Of the process in its container. */
async function statusOf(cluster: string): Promise<string> {
  for (const pid of await members(cluster)) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (line.startsWith('/usr/bin/node\0') && line.includes('src/main.js'))
      return readFile(`/proc/${pid}/status`, 'utf8')
  }
  throw new Error('It does not run.')
}
