/** Orders resourceVersions: opaque decimals of any length, no numbers of ours. */

/** Whether `version` is later than `than`. What is no decimal has no order: never. */
export function later(version: string, than: string): boolean {
  if (!decimal.test(version) || !decimal.test(than)) return false
  return version.length === than.length ? version > than : version.length > than.length
}

/** The later of two; where they have no order the one that was heard last. */
export function latest(before: string, heard: string): string {
  return heard === '' || later(before, heard) ? before : heard
}

const decimal = /^\d+$/
