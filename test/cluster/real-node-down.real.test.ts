/** What is left of a real node whose starter was killed half way: nothing, after a `down`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, readdir, readlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { state } from './cache.ts'
import { down, hindrance } from './cluster.ts'
import { members } from './node/cgroups.ts'

const why = hindrance()
const name = `killed-${process.pid}`
const home = state(name)
const minutes = 60_000

describe.skipIf(why !== undefined)(why ?? 'a real node whose starter was killed', () => {
  afterAll(() => down(name), minutes)

  it(
    'goes without a process, a mount, a control group or a file left behind',
    async () => {
      const main = join(import.meta.dirname, 'main.ts')
      const args = [main, 'up', '--real-node', '--seed=none', `--name=${name}`]
      const starter = spawn(process.execPath, args, { stdio: 'ignore' })
      const left = once(starter, 'exit')
      await expect.poll(programs, { timeout: 5 * minutes, interval: 20 }).toContain('kubelet')
      const network = await networkOf((await members(name))[0])
      expect(await inNetwork(network)).toContain('relay.ts')
      starter.kill('SIGKILL')
      await left
      await down(name)
      expect(await programs()).toEqual([])
      expect(await inNetwork(network)).toEqual([])
      expect(await members(name)).toEqual([])
      expect(await readFile('/proc/self/mountinfo', 'utf8')).not.toContain(home)
      const groups = (await readdir('/sys/fs/cgroup', { recursive: true })).map(String)
      expect(groups.filter((one) => one.endsWith(`portlight-${name}`))).toEqual([])
      expect(existsSync(home)).toBe(false)
    },
    7 * minutes,
  )
})

/** Names of all that runs with a file of the cluster among its arguments. */
async function programs(): Promise<string[]> {
  const all = await Promise.all((await processes()).map(commandOf))
  const its = all.filter((command) => command.some((part) => part.includes(home)))
  return its.map(([file = '']) => basename(file))
}

/** Names of all that is in the arguments of processes in a network. */
async function inNetwork(network: string): Promise<string[]> {
  const pids = await processes()
  const networks = await Promise.all(pids.map(networkOf))
  const its = await Promise.all(pids.filter((_, i) => networks[i] === network).map(commandOf))
  return its.flat().map((part) => basename(part))
}

const processes = async (): Promise<number[]> =>
  (await readdir('/proc')).map(Number).filter((pid) => pid > 0)

const commandOf = async (pid: number): Promise<string[]> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')

const networkOf = (pid = 0): Promise<string> => readlink(`/proc/${pid}/ns/net`).catch(() => '')
