/** Kubeconfigs mean to us what they mean to @kubernetes/client-node, which is the oracle here and no part of the running program. */
import { readFileSync } from 'node:fs'
import { KubeConfig } from '@kubernetes/client-node'
import { expect, it } from 'vitest'
import type { Cluster } from '../../src/clusters/cluster.ts'
import { openKubeconfig } from '../../src/clusters/kubeconfig.ts'
import { folder, settings, write } from './support.ts'

const pem = readFileSync(new URL('fixtures/loopback.crt', import.meta.url), 'utf8')
const base64 = Buffer.from(pem).toString('base64')

const document = `
apiVersion: v1
kind: Config
current-context: "prod/eu"
clusters:
- name: eu
  cluster: {server: "https://eu.example.org:6443", certificate-authority-data: ${base64}}
- name: us
  cluster: {server: "https://us.example.org/k8s/c-1", insecure-skip-tls-verify: true, proxy-url: "http://127.0.0.1:3128"}
- name: named
  cluster: {server: "https://127.0.0.1:6443", tls-server-name: api.internal, certificate-authority: ca.pem}
users:
- name: ada
  user: {token: t}
contexts:
- name: prod/eu
  context: {cluster: eu, user: ada, namespace: shop}
- name: us
  context: {cluster: us, user: ada}
- name: named
  context: {cluster: named, user: ada, namespace: web}
`

it('reads the same contexts, addresses and certificates as the oracle', async () => {
  const dir = folder()
  write(dir, 'ca.pem', pem)
  const file = write(dir, 'config', document)
  const oracle = new KubeConfig()
  oracle.loadFromFile(file)
  const clusters = await openKubeconfig([file], settings())
  const all = await clusters.all()
  expect(all.map(({ title }) => title)).toEqual(oracle.getContexts().map(({ name }) => name))
  for (const cluster of all) expect(await ours(cluster)).toEqual(theirs(oracle, cluster.title))
  const current = await clusters.get((await clusters.current()) ?? '')
  expect(current.title).toBe(oracle.getCurrentContext())
})

async function ours(cluster: Cluster) {
  const { url, insecure = false, servername, proxy, ca = '' } = await cluster.address()
  return {
    namespace: cluster.defaultNamespace,
    server: bare(url),
    insecure,
    servername,
    proxy: proxy && bare(proxy),
    ca: String(ca),
  }
}

function theirs(oracle: KubeConfig, title: string): Awaited<ReturnType<typeof ours>> {
  const context = oracle.getContextObject(title)
  const entry = oracle.getCluster(context!.cluster)!
  const data = Buffer.from(entry.caData ?? '', 'base64')
  return {
    namespace: context!.namespace ?? null,
    server: entry.server,
    insecure: entry.skipTLSVerify,
    servername: entry.tlsServerName,
    proxy: entry.proxyUrl,
    ca: String(entry.caFile === undefined ? data : readFileSync(entry.caFile)),
  }
}

const bare = (url: URL) => url.href.replace(/\/$/, '')
