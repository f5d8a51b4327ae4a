/** One cluster with a real node for all test files of a run, started when the first of them asks. */
import { readFile } from 'node:fs/promises'
import { members } from '../cluster/node/cgroups.ts'
import { createServer } from 'node:http'
import { down, hindrance, up } from '../cluster/cluster.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { listen } from './listen.ts'

const asks = 'PORTLIGHT_TEST_REAL_NODE'

/** Why there is none on this machine, in words; undefined where there is one. */
export const noRealNode = hindrance()

/** Where it is; the first who asks waits until it is up, and where it was never built until that is done. */
export async function realNode(): Promise<Pick<Cluster, 'name' | 'kubeconfig' | 'kubectl'>> {
  const answer = await fetch(process.env[asks] ?? '')
  const body = await answer.text()
  if (!answer.ok) throw new Error(body)
  return JSON.parse(body) as Cluster
}

/** For the global set-up, whose process outlives the test files: answers `realNode`, and ends what it started. */
export async function offerRealNode(): Promise<() => Promise<void>> {
  const name = `test-node-${process.pid}`
  let started: Promise<Cluster> | undefined
  const server = createServer((_, response) => {
    started ??= up({ name, seed: 'none', realNode: true, say: console.log })
    started.then(
      ({ kubeconfig, kubectl }) => response.end(JSON.stringify({ name, kubeconfig, kubectl })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  process.env[asks] = `http://127.0.0.1:${await listen(server)}`
  return async () => {
    server.close()
    if (started === undefined) return
    await started.catch(() => {})
    await down(name)
  }
}

/** The kubelet's process; another one after it ended. */
export async function kubeletOf(cluster: string): Promise<number> {
  for (const pid of await members(cluster)) {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
    if (name.trim() === 'kubelet') return pid
  }
  throw new Error('there is no kubelet')
}
