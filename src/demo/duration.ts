/** Ages as kubectl prints them (apimachinery, util/duration HumanDuration). */
import { span, table } from './data.ts'
import { text } from './field.ts'

/** From a time in RFC 3339 to `now` in milliseconds. */
export const age = (then: string, now: number) => duration((now - Date.parse(then)) / 1000)

const scales = table('ages').map((row) => {
  const [until = 0, each = 1, of = 0] = ['until', 'each', 'of'].map((key) => span(text(row, key)))
  return { until, each, of, unit: text(row, 'unit'), beside: text(row, 'beside') }
})

export function duration(seconds: number): string {
  if (seconds <= -2) return '<invalid>'
  const all = Math.max(0, Math.trunc(seconds)) * 1000
  const { each = 1, of = 0, unit, beside } = scales.find(({ until }) => all < until) ?? {}
  const rest = of === 0 ? 0 : Math.floor((all % each) / of)
  return `${Math.floor(all / each)}${unit}${rest === 0 ? '' : `${rest}${beside}`}`
}
