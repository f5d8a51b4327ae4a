/** How deeply a text of JSON is nested, without reading it. */

import { Unprintable } from '../errors.ts'
import type { Ref } from './contract.ts'

/** Levels of what people write; an API server takes 10,000. */
const deepest = 100

const quote = 0x22
const backslash = 0x5c

/**
 * Whether printing it line by line would make far more of it than there is: each line is indented by its level,
 * so that 1.5 MiB become gigabytes.
 */
export const isDeep = (json: string): boolean => depthOf(json, deepest + 1) > deepest

/** Levels. @param enough looked for no further */
export function depthOf(json: string, enough = Infinity): number {
  let [level, most] = [0, 0]
  for (let at = 0; at < json.length; at++) {
    const mark = json.charCodeAt(at)
    if (mark === quote) at = closing(json, at)
    // `[` and `{`, `]` and `}`: they differ in one bit.
    else if ((mark | 0x20) === 0x7b) {
      level += 1
      most = Math.max(most, level)
      if (most >= enough) return most
    } else if ((mark | 0x20) === 0x7d) level -= 1
  }
  return most
}

/** @param verb what was asked for. @param how deeply, and what comes of it: the rest of the sentence. */
export function tooDeep(
  { resource, namespace, name }: Ref,
  verb: string,
  how: string,
  options?: ErrorOptions,
): Unprintable {
  const where = namespace === null ? '' : ` in ${namespace}`
  const asked = { verb, resource: resource.id, namespace, name }
  return new Unprintable(asked, `${resource.kind} ${name}${where} is nested ${how}`, options)
}

/** Where a string ends. */
function closing(json: string, from: number): number {
  let at = json.indexOf('"', from + 1)
  while (at >= 0 && isEscaped(json, at)) at = json.indexOf('"', at + 1)
  return at < 0 ? json.length : at
}

function isEscaped(json: string, at: number): boolean {
  let before = at
  while (json.charCodeAt(before - 1) === backslash) before -= 1
  return (at - before) % 2 === 1
}
