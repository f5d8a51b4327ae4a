/** Ages as kubectl prints them (apimachinery, util/duration HumanDuration). */

/** From a time in RFC 3339 to `now` in milliseconds. */
export const age = (then: string, now: number) => duration((now - Date.parse(then)) / 1000)

const units = { s: 1, m: 60, h: 3600, d: 86_400, y: 31_536_000 }

/** Until so many of a unit it is told in that unit, and what is left in the one beside it. */
const scales = [
  [120, 's'],
  [10, 'm', 's'],
  [180, 'm'],
  [8, 'h', 'm'],
  [48, 'h'],
  [8, 'd', 'h'],
  [730, 'd'],
  [8, 'y', 'd'],
] as const

export function duration(seconds: number): string {
  if (seconds <= -2) return '<invalid>'
  const all = Math.max(0, Math.trunc(seconds))
  const [, unit, beside] = scales.find(([until, of]) => all < until * units[of]) ?? [0, 'y']
  const rest = beside === undefined ? 0 : Math.floor((all % units[unit]) / units[beside])
  return `${Math.floor(all / units[unit])}${unit}${rest === 0 ? '' : `${rest}${beside}`}`
}
