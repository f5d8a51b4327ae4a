/** What breaks below a cluster with a real node: its API server ends, its node cannot be reached. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { state } from '../cluster/cache.ts'
import { inside } from '../cluster/node/node.ts'
import { node } from '../cluster/node/settings.ts'
import { alive, type Process, start } from '../cluster/processes.ts'
import { read, type Saved, write } from '../cluster/saved.ts'

const run = promisify(execFile)

/** Kills it. @returns starts it again as it was; whoever takes the cluster down finds it. */
export async function apiServerEnds(cluster: string): Promise<() => Promise<void>> {
  const saved = await savedAs(cluster)
  const ended = part(saved, 'kube-apiserver')
  const command = await readFile(`/proc/${ended.pid}/cmdline`, 'utf8')
  const [file = '', ...args] = command.split('\0').slice(0, -1)
  process.kill(ended.pid, 'SIGKILL')
  while (await alive(ended)) await new Promise((resolve) => setTimeout(resolve, 20))
  return async () => {
    const again = inside(part(saved, 'node'), { name: ended.name, file, args })
    const log = join(state(cluster), 'log', `${ended.name}.log`)
    const started = await start(again.name, again.file, again.args, log)
    saved.processes = saved.processes.map((one) => (one === ended ? started : one))
    await write(saved)
  }
}

/** No packet reaches its address, as if a cable was cut. @returns makes it whole again. */
export async function nodeAway(cluster: string): Promise<() => Promise<void>> {
  const of = part(await savedAs(cluster), 'node')
  const rule = async (...args: string[]) => {
    const ip = inside(of, { name: 'ip', file: 'ip', args: ['rule', ...args] })
    await run(ip.file, ip.args)
  }
  const away = ['pref', '1', 'to', node.address, 'unreachable']
  // Addresses of its own come first usually, before any rule.
  await rule('add', 'pref', '2', 'lookup', 'local')
  await rule('add', ...away)
  await rule('del', 'pref', '0')
  return async () => {
    await rule('add', 'pref', '0', 'lookup', 'local')
    await rule('del', ...away)
    await rule('del', 'pref', '2')
  }
}

async function savedAs(cluster: string): Promise<Saved> {
  const saved = await read(cluster)
  if (saved === undefined) throw new Error(`There is no cluster ${cluster}.`)
  return saved
}

function part({ processes }: Saved, name: string): Process {
  const found = processes.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no ${name}.`)
  return found
}
