/** A real control plane on loopback with simulated nodes: started, found again, stopped. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { api } from './api.ts'
import { build } from './build.ts'
import type { Bin } from './build.ts'
import { state } from './cache.ts'
import type { Access } from './kubeconfig.ts'
import { launch } from './launch.ts'
import { removeGroups } from './node/cgroups.ts'
import { hindrance, packages } from './node/packages.ts'
import { stop } from './processes.ts'
import { access, all, make, read, runs, write } from './saved.ts'
import type { Saved } from './saved.ts'
import { seed } from './seed.ts'
import { shape } from './shape.ts'
import type { Shape } from './shape.ts'
import { isKept, restore, save } from './snapshot.ts'

export { build, hindrance }

export type Options = Partial<Shape> & {
  /** Clusters of different names stand side by side. */
  readonly name?: string
  /** Of the API server; otherwise the one it had before, or a free one. */
  readonly port?: number
  /** Start from the kept etcd data of this shape, or keep it for the next start. */
  readonly snapshot?: boolean
  readonly say?: (line: string) => void
}

export type Cluster = Access & {
  /** Path of the file. */
  readonly kubeconfig: string
  /** Path of the program. */
  readonly kubectl: string
  /** Ends every process and removes the state. */
  stop(): Promise<void>
}

/**
 * A running cluster of that name: found when it runs, else started with the state it has, else
 * made and seeded. Throws an Error in words where Go or openssl is missing, where a real node is
 * wanted and cannot be, where one of the parts ends, and where a cluster of that name has another shape.
 */
export async function up(options: Options = {}): Promise<Cluster> {
  const { name = 'default', say = () => {} } = options
  check(options)
  const before = await known(name, options)
  const { realNode } = before?.shape ?? shape(options)
  if (realNode) await packages(say)
  const bin = await build(say, realNode)
  const saved = before ?? (await fresh(name, options))
  if (!(await runs(saved))) await begin(bin, saved, options)
  return cluster(bin, saved)
}

/** Starts what is stopped or new; nothing of it goes on where that fails. */
async function begin(bin: Bin, saved: Saved, options: Options): Promise<void> {
  const { port = saved.ports.api, say = () => {}, snapshot = false } = options
  await halt(saved)
  try {
    await launch(bin, saved, port)
    if (!saved.seeded) await populate(bin, saved, say, snapshot)
  } catch (error) {
    await halt(saved)
    throw error
  }
}

/** Ends the processes of a cluster and removes its state; false where there is no such cluster. */
export async function down(name: string): Promise<boolean> {
  const saved = await read(name)
  if (saved) await halt(saved)
  // also where its start was cut off before anything was written down
  await removeGroups(name)
  await rm(state(name), { recursive: true, force: true })
  return saved !== undefined
}

/** Ends what runs of a cluster; its state stays. */
async function halt(saved: Saved): Promise<void> {
  await removeGroups(saved.name)
  await stop(saved.processes.toReversed())
}

/** Whether `up` with `snapshot` would find kept data of this shape. */
export function kept(said: Partial<Shape>): Promise<boolean> {
  return isKept(shape(said))
}

type Stage = 'runs' | 'stopped' | 'incomplete'

/** Every cluster that has state; `incomplete` is one whose start goes on, or was cut off. */
export async function list(): Promise<{ name: string; stage: Stage; shape: Shape }[]> {
  const found = await all()
  return Promise.all(
    found.map(async (saved) => {
      const stage = (await runs(saved)) ? 'runs' : saved.seeded ? 'stopped' : 'incomplete'
      return { name: saved.name, stage, shape: saved.shape }
    }),
  )
}

/** What cannot go together. */
function check(options: Options): void {
  const { realNode, controllers } = shape(options)
  if (!realNode) return
  if (!controllers) throw new Error('A real node needs the controllers.')
  if (options.snapshot) throw new Error('No snapshot is kept of a cluster with a real node.')
}

/** The complete cluster of that name; what is left of an incomplete one is ended. */
async function known(name: string, options: Options): Promise<Saved | undefined> {
  const saved = await read(name)
  if (saved?.seeded === false) await halt(saved)
  if (!saved?.seeded) return undefined
  const { seed: world, pods, bare, controllers, realNode } = options
  const asked = [world, pods, bare, controllers, realNode].some((one) => one !== undefined)
  if (!asked || isDeepStrictEqual(shape(options), saved.shape)) return saved
  const has = JSON.stringify(saved.shape)
  throw new Error(`There is a cluster ${name} with ${has}. Take it down, or choose another --name.`)
}

async function fresh(name: string, options: Options): Promise<Saved> {
  const saved = await make(name, shape(options))
  if (options.snapshot) saved.seeded = await restore(saved.shape, state(name))
  return saved
}

async function populate(
  bin: Bin,
  saved: Saved,
  say: (line: string) => void,
  snapshot: boolean,
): Promise<void> {
  const { server, ca, tokens } = await access(saved)
  const admin = api(server, ca, tokens.admin)
  const kubeconfig = pathOf(saved)
  try {
    await seed({ api: admin, kubectl: bin.kubectl, kubeconfig, shape: saved.shape, say })
  } finally {
    admin.close()
  }
  saved.seeded = true
  await write(saved)
  if (!snapshot) return
  await save(saved.shape, state(saved.name), saved.ports.etcd, () => halt(saved))
  await launch(bin, saved, saved.ports.api)
}

async function cluster(bin: Bin, saved: Saved): Promise<Cluster> {
  return {
    ...(await access(saved)),
    kubeconfig: pathOf(saved),
    kubectl: bin.kubectl,
    stop: async () => {
      await down(saved.name)
    },
  }
}

const pathOf = (saved: Saved): string => join(state(saved.name), 'kubeconfig')
