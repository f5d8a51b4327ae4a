/** Readers leave a process at random moments, thousands of times: it lives, answers, logs nothing odd, does not grow. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { aborts, type Leaving, type Outcomes } from '../support/aborts.ts'
import { ask } from '../support/ask.ts'
import type { Program } from '../support/program.ts'

/** Notes whether something holds. */
export type Check = (what: string, passed: boolean) => void

/** What a process may grow by over the second half of the aborts: noise of its garbage collector, not a leak. */
const grows = { times: 1.3, megabytes: 30 }

export interface Left extends Omit<Leaving, 'origin' | 'many'> {
  readonly what: string
  readonly program: Program
  /** The part of the readers that must have got an answer. */
  readonly answered: number
  /** Statuses that are right beside 200: what is read fails, too. */
  readonly fails?: readonly string[]
}

export async function leaving(left: Left, check: Check): Promise<void> {
  const { what, program, paths, count, patience, chance, answered } = left
  const half = { origin: program.address, paths, count: count / 2, many: 50, patience, chance }
  const known = new Set(['200', 'no answer', ...(left.fails ?? [])])
  const abort = {
    what,
    program,
    count,
    half: (into: Outcomes) => aborts(half, into),
    right: (outcomes: Outcomes) =>
      [...outcomes.keys()].every((got) => known.has(got)) &&
      (outcomes.get('200') ?? 0) > count * answered,
  }
  await survives(abort, '/c/demo/pods', check)
}

/** Whatever is aborted. */
export interface Aborting {
  readonly what: string
  readonly program: Program
  readonly count: number
  /** Half of them; what they got is added. */
  half(into: Outcomes): Promise<void>
  /** Whether they got what they may. */
  right(outcomes: Outcomes): boolean
}

/** @param page that answers afterwards */
export async function survives(abort: Aborting, page: string, check: Check): Promise<void> {
  const { what, program, count } = abort
  const outcomes: Outcomes = new Map()
  // What is read at first stays for good: it is measured from a warm process on.
  await abort.half(outcomes)
  const before = await settled(program)
  await abort.half(outcomes)
  const after = await settled(program)
  const answer = await ask(program.address.origin, page).catch(() => null)
  const number = count.toLocaleString('en')
  check(
    `${number} random aborts of ${what}: the process lives and answers`,
    lives(program) && answer?.status === 200,
  )
  const told = [...outcomes].map(([got, times]) => `${got} ${times.toLocaleString('en')}`)
  check(`readers got ${what}, then left: ${told.toSorted().join(', ')}`, abort.right(outcomes))
  const bad = program.lines.filter((line) => line.includes('unforeseen'))
  const first = bad[0] === undefined ? '' : `: ${bad[0]}`
  check(`nothing unforeseen is logged${first}`, bad.length === 0)
  check(
    `memory stays flat: ${before} MB at half, ${after} MB at the end`,
    after < before * grows.times + grows.megabytes,
  )
}

function lives({ pid }: Program): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Megabytes that the process holds a moment after the last reader left; NaN of one that has ended. */
async function settled(program: Program): Promise<number> {
  await sleep(3000)
  if (!lives(program)) return Number.NaN
  const status = readFileSync(`/proc/${program.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1000)
}
