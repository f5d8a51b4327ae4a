/** Long work in slices, so that others come in between: one slice a turn of the event loop, whoever has long work. */

/** Milliseconds of a slice. */
const long = 8

let turns: Promise<void> = Promise.resolve()

/** The next turn that nobody else has. */
function turn(): Promise<void> {
  turns = turns.then(() => new Promise(setImmediate))
  return turns
}

/** @returns what is asked from time to time: null while the slice lasts, else what to wait for before going on. */
export function slices(): () => Promise<void> | null {
  let began = performance.now()
  const rest = async () => {
    await turn()
    began = performance.now()
  }
  return () => {
    return performance.now() - began < long ? null : rest()
  }
}

/** Calls `each` for one after the other, in slices. */
export async function eachOf<T>(all: readonly T[], each: (one: T) => void): Promise<void> {
  const over = slices()
  let done = 0
  for (const one of all) {
    each(one)
    done += 1
    if (done % some !== 0) continue
    const rest = over()
    if (rest !== null) await rest
  }
}

/** Between two looks at the clock: an expression may take a millisecond for one. */
const some = 8
