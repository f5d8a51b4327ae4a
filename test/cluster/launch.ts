/** Starts the parts of a cluster and waits until it serves. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { api } from './api.ts'
import type { Api } from './api.ts'
import type { Bin } from './build.ts'
import { state } from './cache.ts'
import { kubeconfig } from './kubeconfig.ts'
import { actors, ports, store } from './plane.ts'
import type { Program } from './plane.ts'
import { alive, start } from './processes.ts'
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
  await spawn(saved, store(bin, folder, saved.ports))
  const admin = api(found.server, found.ca, found.tokens.admin)
  try {
    await ready(saved, admin)
    if (!saved.shape.controllers) return
    // the KWOK of the run before held them, and the new one would wait until they expire
    await admin.must('DELETE', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases')
    await spawn(saved, actors(bin, folder, saved.ports))
    await readdress(admin, saved.ports.kwok)
  } finally {
    admin.close()
  }
}

async function spawn(saved: Saved, programs: Program[]): Promise<void> {
  for (const { name, file, args } of programs) {
    saved.processes.push(await start(name, file, args, logOf(saved, name)))
  }
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
  const { body } = await admin.must('GET', '/api/v1/nodes')
  const { items }: { items: { metadata: { name: string } }[] } = JSON.parse(body)
  const status = { daemonEndpoints: { kubeletEndpoint: { Port: port } } }
  const merge = 'application/merge-patch+json'
  await Promise.all(
    items.map(({ metadata }) =>
      admin.must('PATCH', `/api/v1/nodes/${metadata.name}/status`, { status }, merge),
    ),
  )
}
