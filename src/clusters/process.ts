/** Runs a credential plugin to its end, or ends it. */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Environment } from '../config.ts'

/** How a run ended. `problem` is what kept it from starting or ending by itself. */
export interface Run {
  readonly problem: 'missing' | 'late' | 'forbidden' | 'talkative' | null
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const mostBytes = 1024 * 1024

/**
 * Without a terminal and without input: what asks a question fails instead of waiting for ever.
 * @param patience milliseconds.
 */
export async function run(
  command: string,
  args: readonly string[],
  env: Environment,
  patience: number,
): Promise<Run> {
  const text = { stdout: '', stderr: '' }
  const child = start(command, args, env)
  if (child === null) return { problem: 'forbidden', code: null, ...text }
  return new Promise((resolve) => {
    let ended = false
    const end = (problem: Run['problem'], code: number | null = null) => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      if (problem !== null) kill(child)
      resolve({ problem, code, ...text })
    }
    const timer = setTimeout(() => end('late'), patience)
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        text[name] += chunk
        if (text[name].length > mostBytes) end('talkative')
      })
    }
    child.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'EACCES' ? 'forbidden' : 'missing'),
    )
    child.on('close', (code) => end(null, code))
  })
}

/** null for a command or argument that no process can have. */
function start(command: string, args: readonly string[], env: Environment) {
  try {
    return spawn(command, args, {
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what the plugin has started ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
  } catch {
    return null
  }
}

function kill(child: ChildProcess): void {
  child.stdout?.destroy()
  child.stderr?.destroy()
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill()
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself meanwhile.
  }
}
