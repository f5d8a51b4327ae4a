/** How long ago, as kubectl prints it. The browser's ticking ages are made from this very file. */

/**
 * @param ms a span in milliseconds; a negative one (clock skew) counts as 0
 * @returns `45s`, `5m10s`, `42m`, `5h12m`, `30h`, `4d3h`, `200d`, `3y40d`
 * Source: k8s.io/apimachinery/pkg/util/duration.HumanDuration.
 */
export function age(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  const m = Math.floor(s / 60)
  const h = Math.floor(m / 60)
  const d = Math.floor(h / 24)
  if (s < 120) return `${s}s`
  if (m < 10) return pair(m, 'm', s % 60, 's')
  if (m < 180) return `${m}m`
  if (h < 8) return pair(h, 'h', m % 60, 'm')
  if (h < 48) return `${h}h`
  if (d < 8) return pair(d, 'd', h % 24, 'h')
  if (d < 730) return `${d}d`
  const y = Math.floor(d / 365)
  return y < 8 ? pair(y, 'y', d % 365, 'd') : `${y}y`
}

function pair(first: number, unit: string, rest: number, small: string): string {
  return rest === 0 ? `${first}${unit}` : `${first}${unit}${rest}${small}`
}
