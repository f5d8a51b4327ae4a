/** How many attempts to come in may be refused in a while: of one address, and of all. What is not refused costs nothing. */
import { isIPv6 } from 'node:net'

export interface Attempts {
  /** Takes one. @returns seconds until there is one; 0: it was taken */
  take(address: string): number
  /** It was not refused. */
  giveBack(address: string): void
  /** Addresses that are remembered. */
  size(): number
}

/** So many at once, then so many a second. */
interface Rate {
  readonly most: number
  readonly perSecond: number
}

/** An office behind one address may mistype much; whoever tries tokens out gets nowhere at any rate. */
const each: Rate = { most: 100, perSecond: 2 }
/** Each is a question to an API server. */
const all: Rate = { most: 1000, perSecond: 20 }
/** Milliseconds after which an address has all of its attempts again. */
const whole = (each.most / each.perSecond) * 1000

interface Budget {
  left: number
  /** Milliseconds. */
  at: number
}

export function attempts(now: () => number = () => performance.now()): Attempts {
  /** In the order in which they were last used. Of those that are refused no more are remembered than all may be. */
  const known = new Map<string, Budget>()
  const total: Budget = { left: all.most, at: now() }
  return {
    take(address) {
      forget(known, now() - whole)
      const from = network(address)
      const own = known.get(from) ?? { left: each.most, at: now() }
      const wait = Math.max(waitOf(own, each, now()), waitOf(total, all, now()))
      if (wait === 0) {
        own.left -= 1
        total.left -= 1
      }
      // Who only comes to be sent away is not remembered for it.
      if (known.delete(from) || wait === 0) known.set(from, own)
      return wait
    },
    giveBack(address) {
      const from = network(address)
      total.left = Math.min(all.most, total.left + 1)
      const own = known.get(from)
      if (own === undefined) return
      own.left += 1
      if (own.left >= each.most) known.delete(from)
    },
    size: () => known.size,
  }
}

/** Counts what came back meanwhile. */
function waitOf(budget: Budget, { most, perSecond }: Rate, now: number): number {
  budget.left = Math.min(most, budget.left + ((now - budget.at) / 1000) * perSecond)
  budget.at = now
  return budget.left >= 1 ? 0 : Math.ceil((1 - budget.left) / perSecond)
}

function forget(known: Map<string, Budget>, before: number): void {
  for (const [address, { at }] of known) {
    if (at > before) return
    known.delete(address)
  }
}

/** Of IPv6 the first half: whoever has one address has all that begin so. */
function network(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const between = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  const groups = [...first, ...between, ...last].slice(0, 4)
  return groups.map((group) => parseInt(group, 16).toString(16)).join(':')
}
