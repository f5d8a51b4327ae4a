/** A Portlight process of its own: started, found ready, weighed, stopped. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Start {
  /** Where the program lies. */
  readonly folder: string
  /** Node's own arguments and the program. */
  readonly program: readonly string[]
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Portlight {
  /** Without a slash at its end. */
  readonly url: string
  /** From spawn to the first 200 of /readyz, to 5 ms. */
  readonly readyAfter: number
  /** Resident memory now and the most so far, in MB of 1,000,000 bytes; NaN where the system does not tell. */
  memory(): Promise<{ now: number; most: number }>
  signal(name: NodeJS.Signals): void
  /** Seconds of CPU so far; NaN where the system does not tell. */
  busy(): Promise<number>
  stop(): Promise<void>
}

/** As the image starts it. */
export const asInImage = ['--max-semi-space-size=2', 'src/main.js'] as const

const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** @throws Error with the program's own words when it ends, or is not ready after 30 s. */
export async function start({ folder, program, args, env = {} }: Start): Promise<Portlight> {
  const url = `http://127.0.0.1:${await freePort()}`
  const own = ['--local-key=off', `--port=${new URL(url).port}`]
  const began = performance.now()
  const child = spawn(process.execPath, [...program, ...own, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  running.add(child)
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text))
  while ((await status(`${url}/readyz`)) !== 200) {
    if (child.exitCode !== null || performance.now() - began > 30_000) {
      child.kill('SIGKILL')
      throw new Error(`Portlight does not get ready.\n${words}`)
    }
    await sleep(5)
  }
  const readyAfter = performance.now() - began
  return {
    url,
    readyAfter,
    memory: () => memory(child.pid),
    signal: (name) => void child.kill(name),
    busy: () => busy(child.pid),
    stop: () => stop(child),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  running.delete(child)
}

function status(url: string): Promise<number> {
  return new Promise((resolve) => {
    const sent = get(url, { agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', () => resolve(0))
  })
}

async function memory(pid = 0): Promise<{ now: number; most: number }> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const field = (name: string): number =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) * 1024) / 1e6
  return { now: field('VmRSS'), most: field('VmHWM') }
}

/** Hundredths of a second in user and kernel mode: proc(5), fields 14 and 15. */
async function busy(pid = 0): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [, , , , , , , , , , , user, system] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(user) + Number(system)) / 100
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
