/** What an API group's watches were found not to serve, so that it is not tried each time. */

export type Feature =
  /** `sendInitialEvents`: the watch begins with all rows. */
  'initial' | 'bookmarks'

export interface Served {
  has(group: string, feature: Feature): boolean
  lacks(group: string, feature: Feature): void
}

/** Forgotten after `keep` ms: servers are upgraded, and a silent one may only have been slow. */
export function served(keep = 600_000): Served {
  const lacking = new Map<string, number>()
  return {
    has: (group, feature) => performance.now() >= (lacking.get(`${feature} ${group}`) ?? -Infinity),
    lacks: (group, feature) => void lacking.set(`${feature} ${group}`, performance.now() + keep),
  }
}
