/** The control groups of a node: what it may use, and how to find all of its processes. */
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, readdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = '/sys/fs/cgroup'
/** Most memory that everything in the node takes together. */
const memory = 4 * 1024 ** 3

/** Makes the groups of a cluster; what joins each of these folders is a part of its node. */
export async function makeGroups(cluster: string): Promise<string[]> {
  const made = foldersOf(cluster)
  if (!unified()) {
    for (const folder of made) await mkdir(folder, { recursive: true })
    await inherit('cpuset.cpus', cluster)
    await inherit('cpuset.mems', cluster)
    await writeFile(join(root, 'memory', nameOf(cluster), 'memory.limit_in_bytes'), String(memory))
    return made
  }
  const folder = join(root, nameOf(cluster))
  await control(root)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'memory.max'), String(memory))
  return made
}

/** Ends every process in the groups and removes them; harmless where there are none. */
export async function removeGroups(cluster: string): Promise<void> {
  for (const folder of foldersOf(cluster)) {
    const end = Date.now() + 20_000
    while (existsSync(folder)) {
      for (const group of await below(folder)) await clear(group)
      if (Date.now() > end) throw new Error(`${folder} cannot be removed: processes stay in it.`)
      if (existsSync(folder)) await sleep(50)
    }
  }
}

async function clear(group: string): Promise<void> {
  for (const pid of await pids(group)) kill(pid)
  // refused while a process is still on its way out
  await rmdir(group).catch(() => {})
}

/** The ids of all processes of the node, those of its pods too. */
export async function members(cluster: string): Promise<number[]> {
  const groups = await below(foldersOf(cluster)[0] ?? '')
  return (await Promise.all(groups.map(pids))).flat()
}

/** A group and all in it, the innermost first. */
async function below(folder: string): Promise<string[]> {
  // groups of pods may come and go meanwhile
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const inside = found.filter((one) => one.isDirectory())
  const paths = inside.map((one) => join(one.parentPath, one.name))
  return [...paths.toSorted((a, b) => b.length - a.length), folder]
}

async function pids(group: string): Promise<number[]> {
  const text = await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '')
  return text
    .split('\n')
    .map(Number)
    .filter((pid) => pid > 0)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended between the look and the signal
  }
}

const nameOf = (cluster: string): string => `portlight-${cluster}`

/** Whether the machine has the one hierarchy of cgroup v2, and not the many of v1. */
const unified = (): boolean => existsSync(join(root, 'cgroup.controllers'))

function foldersOf(cluster: string): string[] {
  if (unified()) return [join(root, nameOf(cluster))]
  const hierarchies = existsSync(root) ? readdirSync(root, { withFileTypes: true }) : []
  // links are second names: cpu for cpu,cpuacct
  const real = hierarchies.filter((one) => one.isDirectory())
  return real.map(({ name }) => join(root, name, nameOf(cluster)))
}

async function inherit(file: string, cluster: string): Promise<void> {
  const value = await readFile(join(root, 'cpuset', file), 'utf8')
  await writeFile(join(root, 'cpuset', nameOf(cluster), file), value)
}

/** Lets groups below this one have limits of their own (cgroup v2). */
async function control(folder: string): Promise<void> {
  const names = (await readFile(join(folder, 'cgroup.controllers'), 'utf8')).trim().split(' ')
  const text = names.map((name) => `+${name}`).join(' ')
  await writeFile(join(folder, 'cgroup.subtree_control'), text)
}
