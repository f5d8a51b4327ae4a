/** Starts the parts of a cluster and waits until it serves. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { api } from './api.ts'
import type { Api } from './api.ts'
import type { Bin } from './build.ts'
import { state } from './cache.ts'
import { kubeconfig } from './kubeconfig.ts'
import { metricsServer, registerMetrics } from './node/metrics.ts'
import { inside, startNode, startRelay } from './node/node.ts'
import { actors, ports, store } from './plane.ts'
import type { Program } from './plane.ts'
import { alive, start } from './processes.ts'
import type { Process } from './processes.ts'
import { access, write } from './saved.ts'
import type { Saved } from './saved.ts'

/**
 * Starts all parts, the API server on `port` if that is not 0. Throws an Error with the last
 * lines of its log when one of them ends.
 */
export async function launch(bin: Bin, saved: Saved, port: number): Promise<void> {
  const folder = state(saved.name)
  saved.ports = await ports(port)
  saved.processes = []
  const found = await access(saved)
  await writeFile(join(folder, 'kubeconfig'), kubeconfig(found), { mode: 0o600 })
  if (bin.node) await network(saved, bin.node.kubelet)
  await spawn(saved, store(bin, folder, saved.ports))
  const admin = api(found.server, found.ca, found.tokens.admin)
  try {
    await ready(saved, admin)
    if (!saved.shape.controllers) return
    // the KWOK of the run before held them, and the new one would wait until they expire
    await admin.must('DELETE', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases')
    await spawn(saved, actors(bin, folder, saved.ports, bin.node !== undefined))
    if (bin.node) {
      const file = bin.node['metrics-server']
      await registerMetrics(admin, folder)
      await spawn(saved, [await metricsServer(file, folder, saved.ports.api)])
    }
    await readdress(admin, saved.ports.kwok)
  } finally {
    admin.close()
  }
}

/** A real node first: what else there is runs in its network, and is reached through a relay. */
async function network(saved: Saved, kubelet: string): Promise<void> {
  const folder = state(saved.name)
  const node = await startNode(saved.name, folder, kubelet, saved.ports.api)
  await add(saved, node)
  await add(saved, await startRelay(node, folder, saved.ports.api))
}

async function spawn(saved: Saved, programs: Program[]): Promise<void> {
  const node = saved.processes.find(({ name }) => name === 'node')
  for (const program of programs) {
    const { name, file, args } = node ? inside(node, program) : program
    await add(saved, await start(name, file, args, logOf(saved, name)))
  }
}

/** Written down at once, so that it is found when this command ends here. */
async function add(saved: Saved, process: Process): Promise<void> {
  saved.processes.push(process)
  await write(saved)
}

async function ready(saved: Saved, admin: Api): Promise<void> {
  const end = Date.now() + 120_000
  while (Date.now() < end) {
    const answer = await admin.call('GET', '/readyz').catch(() => undefined)
    if (answer?.status === 200) return
    for (const one of saved.processes) {
      if (!(await alive(one))) throw new Error(await lastWords(saved, one.name))
    }
    await sleep(50)
  }
  throw new Error(await lastWords(saved, 'kube-apiserver'))
}

async function lastWords(saved: Saved, name: string): Promise<string> {
  const log = logOf(saved, name)
  const text = await readFile(log, 'utf8').catch(() => '')
  const end = text.trimEnd().split('\n').slice(-8)
  return `${name} does not serve. The end of ${log}:\n${end.join('\n')}`
}

const logOf = (saved: Saved, name: string): string => join(state(saved.name), 'log', `${name}.log`)

/** KWOK has another port than in the run before, which nodes that already exist must learn. */
async function readdress(admin: Api, port: number): Promise<void> {
  const { body } = await admin.must('GET', '/api/v1/nodes?labelSelector=!example.com/real-node')
  const { items }: { items: { metadata: { name: string } }[] } = JSON.parse(body)
  const status = { daemonEndpoints: { kubeletEndpoint: { Port: port } } }
  const merge = 'application/merge-patch+json'
  await Promise.all(
    items.map(({ metadata }) =>
      admin.must('PATCH', `/api/v1/nodes/${metadata.name}/status`, { status }, merge),
    ),
  )
}
