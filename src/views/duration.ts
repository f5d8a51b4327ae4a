/** Spans and quantities as kubectl prints them, read back into numbers that sort. */

const units: Readonly<Record<string, number>> = { y: 31_536_000, d: 86_400, h: 3600, m: 60, s: 1 }

/** Seconds of `5d3h`, `42m`, `<invalid>` or `3m (5m ago)`'s first word; null where it is no span. */
export function seconds(text: string): number | null {
  const word = text.trim().split(/\s/, 1)[0] ?? ''
  if (!/^(?:\d+[ydhms])+$/.test(word)) return null
  let total = 0
  for (const [, digits = '0', unit = 's'] of word.matchAll(/(\d+)([ydhms])/g)) {
    total += Number(digits) * (units[unit] ?? 0)
  }
  return total
}

const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/** A Kubernetes quantity (`100m`, `1.5Gi`, `1e3`) as a number; null where it is none. */
export function quantity(text: string): number | null {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:[eE]([+-]?\d+)|([numkMGTPE]i?|Ki)?)$/.exec(
    text.trim(),
  )
  const factor = match?.[2] === undefined ? suffixes[match?.[3] ?? ''] : 10 ** Number(match[2])
  return match === null || factor === undefined ? null : known(Number(match[1]) * factor)
}

/** `2/3` as 0.666…; null where it is no fraction. `0/0` is 1: nothing is missing. */
export function fraction(text: string): number | null {
  const match = /^(\d+)\/(\d+)/.exec(text.trim())
  if (match === null) return null
  return Number(match[2]) === 0 ? 1 : known(Number(match[1]) / Number(match[2]))
}

/** What is too large to be told apart compares with nothing: null. */
const known = (value: number): number | null => (Number.isNaN(value) ? null : value)
