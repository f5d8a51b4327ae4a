/** How a process ended, in words. */
import type { Terminated } from './pod.ts'

/** 128 and the signal's number (signal(7), Linux), and what shells say. */
const known: Readonly<Record<number, string>> = {
  126: 'the command cannot be run',
  127: 'the command was not found',
  128: 'it could not be started',
  129: 'SIGHUP',
  130: 'SIGINT, interrupted',
  132: 'SIGILL, illegal instruction',
  133: 'SIGTRAP',
  134: 'SIGABRT, aborted itself',
  135: 'SIGBUS, bad memory access',
  136: 'SIGFPE, bad arithmetic',
  137: 'SIGKILL, killed',
  139: 'SIGSEGV, bad memory access',
  141: 'SIGPIPE',
  143: 'SIGTERM, asked to stop',
  159: 'SIGSYS, forbidden system call',
}

/** `exit 137, out of memory`, `exit 1`, `exit 143 (SIGTERM, asked to stop)`. */
export function exitWords({ exitCode, signal = 0, reason = '' }: Terminated): string {
  if (reason === 'OOMKilled') return `exit ${exitCode}, out of memory`
  const word = known[exitCode] ?? (signal > 0 ? known[128 + signal] : undefined) ?? ''
  const why = word === '' ? '' : ` (${word})`
  if (exitCode === 0 && signal > 0) return `signal ${signal}${why}`
  return `exit ${exitCode}${why}`
}
