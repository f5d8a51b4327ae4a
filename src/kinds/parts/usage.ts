/** What is used of what may be used: in figures, and as a part of the whole. */
import type { Measure } from '../../kind.ts'
import { amount } from './amounts.ts'

/** Cores or bytes; null or 0: none. */
export interface Bounds {
  readonly request: number | null
  readonly limit: number | null
  /** What the limit is called: `limit`, `allocatable`. */
  readonly called: string
}

/** Against the limit, else against what is asked for: more than that is full. */
export function measure(
  resource: string,
  used: number,
  { request, limit, called }: Bounds,
): Measure {
  const whole = limit || request || 0
  const said = [
    request ? `request ${amount(resource, request)}` : '',
    limit ? `${called} ${amount(resource, limit)}` : '',
  ]
  const part = whole > 0 ? Math.min(1, used / whole) : null
  return {
    text: figure(resource, used),
    title: said.filter((words) => words !== '').join(', '),
    part,
    mark: limit && request && request < limit ? request / limit : null,
    tone: part !== null && Boolean(limit) && part >= 0.9 ? 'warn' : null,
  }
}

/** What is little is not nothing. */
function figure(resource: string, used: number): string {
  const text = amount(resource, used)
  return text === '0m' ? '<1m' : text
}
