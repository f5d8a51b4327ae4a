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
      const inside = (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((one) => one.isDirectory())
        .map((one) => join(one.parentPath, one.name))
        .toSorted((a, b) => b.length - a.length)
      for (const group of [...inside, folder]) {
        await kill(group)
        // refused while a process is still on its way out
        await rmdir(group).catch(() => {})
      }
      if (Date.now() > end) throw new Error(`${folder} cannot be removed: processes stay in it.`)
      if (existsSync(folder)) await sleep(50)
    }
  }
}

async function kill(group: string): Promise<void> {
  const text = await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '')
  for (const pid of text.split('\n').map(Number)) {
    if (pid <= 0) continue
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it ended between the look and the signal
    }
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
