/** Times in words, for sentences that do not tick. */
import type { KubeObject } from '../../kind.ts'
import { age } from '../../views/age.ts'

/** `3d4h`; empty where there is no such instant. */
export function since(instant: string | null | undefined, now: Date): string {
  const then = Date.parse(instant ?? '')
  return Number.isNaN(then) ? '' : age(now.getTime() - then)
}

export const ageOf = ({ metadata }: KubeObject, now: Date): string =>
  since(metadata.creationTimestamp, now)
