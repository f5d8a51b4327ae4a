/** A page that is open while its control plane is killed and started again. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { up, type Cluster } from '../cluster/cluster.ts'
import { read } from '../cluster/saved.ts'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'
import { keyOf, live, rowsIn, type Streamed, streamed } from '../support/streamed.ts'

const name = `restart-${process.pid}`
const shape = { name, seed: 'none', controllers: false } as const
let cluster: Cluster
let program: Program
beforeAll(async () => {
  cluster = await up(shape)
  program = await portlight(['--local-key=off'], { KUBECONFIG: cluster.kubeconfig })
}, 120_000)
afterAll(async () => {
  await program?.stop()
  await cluster?.stop()
})

async function made(config: string): Promise<void> {
  const { server, ca, tokens } = cluster
  const { status, body } = await ask(server, '/api/v1/namespaces/default/configmaps', {
    method: 'POST',
    ca,
    headers: { authorization: `Bearer ${tokens.admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ metadata: { name: config } }),
  })
  expect([status, body]).toEqual([201, expect.any(String)])
}

/** Without a goodbye, as a machine dies. */
async function killed(): Promise<void> {
  const processes = (await read(name))?.processes ?? []
  expect(processes.map((one) => one.name)).toEqual(['etcd', 'kube-apiserver'])
  for (const { pid } of processes) process.kill(pid, 'SIGKILL')
}

const says = (word: string) => (one: Streamed) =>
  one.around.get('#live')?.includes(`data-live="${word}"`) === true

/** The stream that a page names, from what that page shows. */
async function opened(path: string): Promise<Streamed> {
  const { origin } = program.address
  const { body } = await ask(origin, path)
  const address = parse(body).querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  return streamed(origin, address.replaceAll('&amp;', '&'), {}, rowsIn(body))
}

test(
  'says stale, keeps its rows, and is as a fresh page afterwards',
  { timeout: 180_000 },
  async () => {
    const path = '/c/admin/configmaps?ns=default'
    await made('before')
    const list = await opened(path)
    const object = await opened('/c/admin/configmaps/default/before')
    await list.until(live)
    await object.until(live)
    for (const round of ['first', 'second']) {
      await killed()
      await Promise.all([list.until(says('stale')), object.until(says('stale'))])
      expect(list.rows.map(keyOf)).toContain('default/before')
      cluster = await up(shape)
      await made(round)
      await list.until((one) => live(one) && one.rows.map(keyOf).includes(`default/${round}`))
      await object.until(live)
      const fresh = await ask(program.address.origin, path)
      expect(list.rows.map(keyOf)).toEqual(rowsIn(fresh.body).map(keyOf))
    }
    expect(list.said.map(({ event }) => event)).not.toContain('end')
    expect(object.said.map(({ event }) => event)).not.toContain('end')
  },
)
