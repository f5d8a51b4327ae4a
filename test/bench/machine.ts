/** Where it was measured: processor, memory, programs. */
import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'

export interface Machine {
  readonly cores: number
  readonly processor: string
  /** GiB. */
  readonly memory: number
  readonly node: string
  readonly chromium: string
  /** Processes that wanted to run, over the last minute, before the first run. */
  readonly load: number
}

/** @param chromium path of the program. */
export function machine(chromium: string): Machine {
  const [first] = cpus()
  const quiet = { encoding: 'utf8', stdio: 'pipe' } as const
  return {
    cores: cpus().length,
    processor: first?.model.trim() ?? 'unknown',
    memory: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    chromium: execFileSync(chromium, ['--version'], quiet).trim(),
    load: loadavg()[0] ?? 0,
  }
}

export function told({ cores, processor, memory, node, chromium, load }: Machine): string {
  return `${cores} cores (${processor}), ${memory} GiB, Node ${node}, ${chromium}; load before the first run ${load.toFixed(1)}`
}
