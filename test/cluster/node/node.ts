/** Starts a real node and the way into it: a kubelet with containerd, in namespaces of their own. */
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { kubeconfigOf } from '../kubeconfig.ts'
import type { Program } from '../plane.ts'
import { alive, start } from '../processes.ts'
import type { Process } from '../processes.ts'
import { makeGroups } from './cgroups.ts'
import { writeImages } from './images.ts'
import { node, settings } from './settings.ts'

/** Joins the control groups before it unshares: they are then the roots that the node sees. */
const enter = `while [ "$1" != -- ]; do echo $$ >"$1/cgroup.procs"; shift; done; shift
exec unshare --cgroup --mount --propagation private --net --uts --ipc --pid --fork --kill-child bash "$@"`

/**
 * Starts the node of a cluster whose state is in `folder`; returns when its network is there, which
 * is before its kubelet serves. What runs in it ends with `removeGroups`.
 */
export async function startNode(
  cluster: string,
  folder: string,
  kubelet: string,
  port: number,
): Promise<Process> {
  const home = join(folder, 'node')
  const ready = join(home, 'ready')
  await mkdir(home, { recursive: true })
  await rm(ready, { force: true })
  await Promise.all([writeImages(join(home, 'images')), settings(home, folder)])
  await writeFile(join(home, 'kubeconfig'), await kubeconfigOf(folder, port, 'kubelet'))
  const init = [join(import.meta.dirname, 'init.sh'), home, kubelet, node.name, node.address]
  const args = ['-c', enter, 'sh', ...(await makeGroups(cluster)), '--', ...init]
  const process = await start('node', 'sh', args, logOf(folder, 'node'))
  while (!existsSync(ready) && (await alive(process))) await sleep(20)
  if (existsSync(ready)) return process
  throw new Error(`The real node does not start, see ${logOf(folder, 'node')}.`)
}

/** The same program in the network of the node. */
export function inside(process: Process, { name, file, args }: Program): Program {
  return { name, file: 'nsenter', args: [`--net=/proc/${process.pid}/ns/net`, file, ...args] }
}

/** Makes what listens on this port inside reachable on the machine's loopback, at the same port. */
export async function startRelay(process: Process, folder: string, port: number): Promise<Process> {
  const server = createServer() as Server & { _handle?: { fd: number } }
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const script = join(import.meta.dirname, 'relay.ts')
  const relay = { name: 'relay', file: globalThis.process.execPath, args: [script, String(port)] }
  const { name, file, args } = inside(process, relay)
  try {
    return await start(name, file, args, logOf(folder, name), server._handle!.fd)
  } finally {
    server.close()
  }
}

const logOf = (folder: string, name: string): string => join(folder, 'log', `${name}.log`)
