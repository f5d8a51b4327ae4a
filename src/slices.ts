/** Long work in slices, so that others come in between: all long work has one slice of a turn of the event loop, and one more each turn. */

/** Milliseconds of a slice. */
const long = 5

/** When long work of this turn began; null: none did. */
let began: number | null = null
let turns: Promise<void> = Promise.resolve()

/** Whoever works in this turn, it is enough. */
function isOver(): boolean {
  if (began !== null) return performance.now() - began >= long
  begin()
  return false
}

function begin(): void {
  began = performance.now()
  setImmediate(() => (began = null))
}

/** The next turn that nobody else has. */
function turn(): Promise<void> {
  turns = turns.then(() => new Promise(setImmediate)).then(begin)
  return turns
}

/** To be called from time to time. @returns null while the slice lasts, else what to wait for before going on. */
export function rest(): Promise<void> | null {
  return isOver() ? turn() : null
}

/** Calls `each` for one after the other, in slices. */
export async function eachOf<T>(all: readonly T[], each: (one: T) => void): Promise<void> {
  let done = 0
  for (const one of all) {
    const wait = done % some === 0 ? rest() : null
    if (wait !== null) await wait
    each(one)
    done += 1
  }
}

/** Between two looks at the clock: an expression may take a millisecond for one. */
const some = 8
