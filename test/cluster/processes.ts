/** Programs that outlive the command that started them, known by pid and start time. */
import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** `started` tells a process from a later one that got the same pid. */
export type Process = { readonly name: string; readonly pid: number; readonly started: string }

/**
 * Starts a program in a session of its own, its output appended to the file `log`; descriptors of
 * this process are handed to it from 3 on.
 */
export async function start(
  name: string,
  file: string,
  args: string[],
  log: string,
  ...descriptors: number[]
): Promise<Process> {
  const out = openSync(log, 'a')
  const child = spawn(file, args, { detached: true, stdio: ['ignore', out, out, ...descriptors] })
  closeSync(out)
  child.on('error', () => {})
  if (child.pid === undefined) throw new Error(`${name} does not start: ${file}`)
  child.unref()
  return { name, pid: child.pid, started: (await startTime(child.pid)) ?? '' }
}

/** Whether this very process still runs (a zombie does not). */
export async function alive(process: Process): Promise<boolean> {
  const started = await startTime(process.pid)
  return started !== undefined && started === process.started
}

/** Ends the processes one after the other, politely first; returns when none is left. */
export async function stop(processes: readonly Process[]): Promise<void> {
  for (const one of processes) {
    if (!(await alive(one))) continue
    signal(one.pid, 'SIGTERM')
    if (await gone(one, 10_000)) continue
    signal(one.pid, 'SIGKILL')
    await gone(one, 10_000)
  }
}

async function gone(process: Process, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (Date.now() < end) {
    if (!(await alive(process))) return true
    await sleep(20)
  }
  return false
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it ended between the look and the signal
  }
}

async function startTime(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return startTimeByPs(pid)
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // proc(5): the name in parentheses may hold spaces; after it come the state and, 19 fields on, starttime
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

async function startTimeByPs(pid: number): Promise<string | undefined> {
  const ps = promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)])
  const { stdout } = await ps.catch(() => ({ stdout: '' }))
  const [status = 'Z', ...rest] = stdout.trim().split(/\s+/)
  return status.startsWith('Z') || rest.length === 0 ? undefined : rest.join(' ')
}
