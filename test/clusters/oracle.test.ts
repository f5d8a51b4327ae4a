/** Kubeconfigs mean to us what they mean to @kubernetes/client-node, which is the oracle here and no part of the running program. */
import { readFileSync } from 'node:fs'
import { KubeConfig } from '@kubernetes/client-node'
import { expect, it } from 'vitest'
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
  const ours = await openKubeconfig([file], settings())
  const all = await ours.all()
  expect(all.map(({ title }) => title)).toEqual(oracle.getContexts().map(({ name }) => name))
  for (const cluster of all) {
    const context = oracle.getContextObject(cluster.title)
    const entry = oracle.getCluster(context?.cluster ?? '')
    const address = await cluster.address()
    expect(cluster.defaultNamespace).toBe(context?.namespace ?? null)
    expect(address.url.href.replace(/\/$/, '')).toBe(entry?.server)
    expect(address.insecure ?? false).toBe(entry?.skipTLSVerify)
    expect(address.servername).toBe(entry?.tlsServerName)
    expect(address.proxy?.href.replace(/\/$/, '')).toBe(entry?.proxyUrl)
    const ca =
      entry?.caFile === undefined
        ? Buffer.from(entry?.caData ?? '', 'base64')
        : readFileSync(entry.caFile)
    expect(String(address.ca ?? '')).toBe(String(ca))
  }
  expect((await ours.get((await ours.current()) ?? '')).title).toBe(oracle.getCurrentContext())
})
