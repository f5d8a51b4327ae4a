/** `status.conditions`, as most kinds have them. */
import type { Condition } from './pod.ts'

/** The one of a type where it is true. */
export const trueOf = (
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined => conditions?.find((each) => each.type === type && each.status === 'True')
