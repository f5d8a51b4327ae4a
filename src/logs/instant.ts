/** Instants as lines have them: RFC 3339 in UTC with nine digits, so that they order as texts do. Pure. */

/** Empty stays empty. */
export const padded = (instant: string): string =>
  instant.replace(/(?:\.(\d+))?Z$/, (_all, digits = '') => `.${String(digits).padEnd(9, '0')}Z`)

/** @param nanos how much later; negative: earlier. Not before 1970. */
export function shifted(instant: string, nanos: bigint): string {
  const then = nanosOf(instant) + nanos
  const whole = then < 0n ? 0n : then
  const second = new Date(Number(whole / second1) * 1000).toISOString().slice(0, 19)
  return `${second}.${String(whole % second1).padStart(9, '0')}Z`
}

/** The next instant that a line may have, and the one before. */
export const after = (instant: string): string => shifted(instant, 1n)
export const before = (instant: string): string => shifted(instant, -1n)

export const seconds = (count: number): bigint => BigInt(count) * second1

const second1 = 1_000_000_000n

function nanosOf(instant: string): bigint {
  const ms = Date.parse(`${instant.slice(0, 19)}Z`)
  const fraction = padded(instant).slice(20, 29)
  return BigInt(Number.isNaN(ms) ? 0 : ms) * 1_000_000n + BigInt(fraction)
}
