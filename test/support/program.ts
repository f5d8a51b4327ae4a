/** Portlight as a person starts it: the process, its printed address, what it prints. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { environment, flags } from './before.ts'

/** The repository, where a program starts. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Program {
  /** As printed, with the key where there is one. */
  readonly address: URL
  readonly pid: number
  /** Lines of standard output so far. */
  readonly lines: readonly string[]
  stop(): Promise<void>
  /** Asked to end (SIGTERM), as a cluster asks; the exit code. */
  end(): Promise<number | null>
  /** Stands still (SIGSTOP), or goes on. */
  freeze(frozen: boolean): void
}

/**
 * On a free port, with an environment of its own: no home, no kubeconfig but what `env` says.
 * @param from the folder that holds it.
 * @throws Error with what it printed, where it ends instead of listening.
 */
export async function portlight(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  from = root,
): Promise<Program> {
  const child = spawn(process.execPath, [join(from, 'src/start.js'), '--port=0', ...flags(args)], {
    env: { PATH: process.env['PATH'], ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return listening(child)
}

/**
 * One that was started, once it listens.
 * @param signal how it is reached: its own process, or what runs within.
 * @throws Error with what it printed, where it ends instead.
 */
export async function listening(
  child: ChildProcessByStdio<null, Readable, Readable>,
  signal: (name: NodeJS.Signals) => unknown = (name) => child.kill(name),
): Promise<Program> {
  const lines: string[] = []
  const printed = Promise.withResolvers<URL>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    const address = / listens on (?<address>[^\s"]+)(?:$|"\})/.exec(line)?.groups?.['address']
    if (address !== undefined) printed.resolve(new URL(address))
  })
  const errors: string[] = []
  child.stderr.on('data', (chunk) => errors.push(String(chunk)))
  const ended = once(child, 'exit')
  void ended.then(() => printed.reject(new Error([...lines, ...errors].join('\n'))))
  return {
    address: await printed.promise,
    pid: child.pid ?? 0,
    lines,
    async stop() {
      signal('SIGKILL')
      await ended
    },
    async end() {
      signal('SIGTERM')
      await ended
      return child.exitCode
    },
    freeze: (frozen) => void signal(frozen ? 'SIGSTOP' : 'SIGCONT'),
  }
}
