/** Expressions that took too long over their rows: such a one is refused for a while, whoever types it. */

/** Milliseconds that all rows together may take at the least, and each of them on average. */
const atOnce = 500
const each = 0.02
/** Milliseconds for which one is not tried again. */
const pause = 600_000
/** Expressions that are remembered. */
const most = 1000

/** When each may be tried again, the oldest first. */
const known = new Map<string, number>()

const clock = () => performance.now()

export const isCostly = (expression: string, now = clock()): boolean =>
  (known.get(expression) ?? 0) > now

/**
 * Once it took too long every text passes: nobody shall wait for what is refused the next time.
 * @param now milliseconds.
 */
export function measured(
  expression: string,
  test: (text: string) => boolean,
  now = clock,
): (text: string) => boolean {
  let [count, spent, over] = [0, 0, false]
  return (text) => {
    if (over) return true
    const began = now()
    const found = test(text)
    spent += now() - began
    count += 1
    over = spent > atOnce + each * count
    if (over) remember(expression, now() + pause)
    return over || found
  }
}

function remember(expression: string, until: number): void {
  known.delete(expression)
  known.set(expression, until)
  const [oldest] = known.keys()
  if (known.size > most && oldest !== undefined) known.delete(oldest)
}
