/** Ages as kubectl prints them (apimachinery, util/duration HumanDuration). */
import { text } from './field.ts'

/** `now` and the field in RFC 3339; `<unknown>` where the field is empty. */
export function since(object: unknown, path: string, now: number): string {
  const then = text(object, path)
  return then === '' ? '<unknown>' : duration((now - Date.parse(then)) / 1000)
}

/** Largest unit first: its bound in units, and the unit below that is still shown beside it. */
const scales = [
  { unit: 's', seconds: 1, until: 120 },
  { unit: 'm', seconds: 60, until: 10, beside: 's', part: 1 },
  { unit: 'm', seconds: 60, until: 180 },
  { unit: 'h', seconds: 3600, until: 8, beside: 'm', part: 60 },
  { unit: 'h', seconds: 3600, until: 48 },
  { unit: 'd', seconds: 86_400, until: 8, beside: 'h', part: 3600 },
  { unit: 'd', seconds: 86_400, until: 730 },
  { unit: 'y', seconds: 31_536_000, until: 8, beside: 'd', part: 86_400 },
  { unit: 'y', seconds: 31_536_000, until: Infinity },
]

export function duration(seconds: number): string {
  if (seconds <= -2) return '<invalid>'
  const whole = Math.max(0, Math.trunc(seconds))
  const scale = scales.find((one) => whole < one.until * one.seconds)
  if (scale === undefined) return ''
  const rest = Math.floor((whole % scale.seconds) / (scale.part ?? Infinity))
  const beside = scale.beside !== undefined && rest > 0 ? `${rest}${scale.beside}` : ''
  return `${Math.floor(whole / scale.seconds)}${scale.unit}${beside}`
}
