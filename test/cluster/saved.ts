/** What is written down about a cluster, so that another process finds it again. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { state, states } from './cache.ts'
import { certificates } from './certificates.ts'
import type { Access } from './kubeconfig.ts'
import type { Ports } from './plane.ts'
import { alive } from './processes.ts'
import type { Process } from './processes.ts'
import type { Shape } from './shape.ts'
import { streams } from './streams.ts'

export type Saved = {
  readonly name: string
  readonly shape: Shape
  readonly tokens: Access['tokens']
  ports: Ports
  processes: Process[]
  /** False until the shape is complete; a cluster that never got there is made anew. */
  seeded: boolean
}

/** A new cluster's folder: certificates, tokens, what its containers say. */
export async function make(name: string, shape: Shape): Promise<Saved> {
  const folder = state(name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'log'), { recursive: true, mode: 0o700 })
  await certificates(folder)
  const tokens = { admin: token(), ada: token(), bea: token(), tim: token(), nobody: token() }
  const lines = [
    `${tokens.admin},admin,1,system:masters`,
    `${tokens.ada},ada,2,developers`,
    `${tokens.bea},bea,4`,
    `${tokens.tim},tim,5`,
    `${tokens.nobody},nobody,3`,
  ]
  await writeFile(join(folder, 'tokens.csv'), `${lines.join('\n')}\n`, { mode: 0o600 })
  await streams(folder)
  const ports: Ports = { api: 0, etcd: 0, peer: 0, manager: 0, scheduler: 0, kwok: 0 }
  return { name, shape, tokens, ports, processes: [], seeded: false }
}

const token = (): string => randomBytes(16).toString('hex')

export async function read(name: string): Promise<Saved | undefined> {
  const text = await readFile(file(name), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const saved: Saved = JSON.parse(text)
  return saved
}

export async function write(saved: Saved): Promise<void> {
  await writeFile(file(saved.name), JSON.stringify(saved, undefined, 2), { mode: 0o600 })
}

/** Every cluster that has state. */
export async function all(): Promise<Saved[]> {
  const names = await readdir(states()).catch(() => [])
  const found = await Promise.all(names.map(read))
  return found.filter((saved) => saved !== undefined)
}

/** Whether it is complete and each of its processes runs. */
export async function runs(saved: Saved): Promise<boolean> {
  const answers = await Promise.all(saved.processes.map(alive))
  return saved.seeded && answers.length > 0 && answers.every(Boolean)
}

/** How to reach it, as its folder says. */
export async function access({ name, ports, tokens }: Saved): Promise<Access> {
  const text = (file: string): Promise<string> => readFile(join(state(name), file), 'utf8')
  const [ca, cert, key] = await Promise.all([text('ca.crt'), text('admin.crt'), text('admin.key')])
  const server = `https://127.0.0.1:${ports.api}`
  return { name, server, ca, tokens, certificate: { cert, key } }
}

const file = (name: string): string => join(state(name), 'cluster.json')
