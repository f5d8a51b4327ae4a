/** A figure: what was measured how often, what it shall reach, and how it was had. */

/** `ratio`: how many times faster than the rival; the more the better, as of `lines/s`. All else: the less the better. */
export type Unit =
  | 'B'
  | 'kB'
  | 'ms'
  | 's'
  | '%'
  | 'MB'
  | 'requests'
  | 'requests/s'
  | 'lines'
  | 'lines/s'
  | 'ratio'

export interface Figure {
  readonly id: string
  readonly name: string
  readonly unit: Unit
  /** One for each run, in `unit`. */
  readonly values: readonly number[]
  /** Absent: told without a target. */
  readonly goal?: Goal
  readonly how: string
}

export interface Goal {
  readonly atLeast: number
  readonly aim: number
}

export const goals = {
  bytes: { atLeast: 45, aim: 30 },
  requests: { atLeast: 4, aim: 2 },
  faster: { atLeast: 6, aim: 10 },
  fasterOnSlowLink: { atLeast: 12, aim: 18 },
  boosted: { atLeast: 12, aim: 6 },
  firstPage: { atLeast: 400, aim: 150 },
  overview: { atLeast: 15, aim: 8 },
  candidates: { atLeast: 2_000, aim: 2_000 },
  listCalls: { atLeast: 2, aim: 1 },
  objectCalls: { atLeast: 3, aim: 2 },
  start: { atLeast: 600, aim: 300 },
  image: { atLeast: 80, aim: 65 },
  heap: { atLeast: 10, aim: 5 },
  change: { atLeast: 1000, aim: 400 },
  wire: { atLeast: 250, aim: 80 },
  busy: { atLeast: 15, aim: 5 },
  fanOut: { atLeast: 1000, aim: 1000 },
  crowd: { atLeast: 300, aim: 300 },
  watches: { atLeast: 1, aim: 1 },
  stale: { atLeast: 20, aim: 20 },
  healed: { atLeast: 10, aim: 10 },
  sort: { atLeast: 15, aim: 5 },
  sortMany: { atLeast: 120, aim: 40 },
  slice: { atLeast: 20, aim: 20 },
  loop: { atLeast: 50, aim: 50 },
  coldSort: { atLeast: 3, aim: 1.2 },
  coldSortMany: { atLeast: 30, aim: 15 },
  idle: { atLeast: 120, aim: 95 },
  filled: { atLeast: 190, aim: 130 },
  filledMany: { atLeast: 600, aim: 350 },
  people: { atLeast: 400, aim: 250 },
  reviews: { atLeast: 5, aim: 2 },
  held: { atLeast: 1000, aim: 1000 },
  slept: { atLeast: 5, aim: 5 },
  shellHeld: { atLeast: 60, aim: 20 },
  logServer: { atLeast: 50, aim: 20 },
  logHeap: { atLeast: 40, aim: 20 },
  logLeft: { atLeast: 1000, aim: 1000 },
  download: { atLeast: 21, aim: 21 },
} as const satisfies Record<string, Goal>

/** Of an odd or even number of values; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (upper + lower) / 2
}

/** What of its goal the median reaches; empty without a goal. */
export function met({ goal, unit, values }: Figure): 'aim' | 'at least' | 'no' | '' {
  if (goal === undefined) return ''
  const reaches = (wanted: number): boolean =>
    unit === 'ratio' ? median(values) >= wanted : median(values) <= wanted
  if (reaches(goal.aim)) return 'aim'
  return reaches(goal.atLeast) ? 'at least' : 'no'
}
