/** Tickets: what a page was allowed a moment ago, for one use of it by the same person. */
import { randomBytes } from 'node:crypto'
import type { Seal } from './seal.ts'

/** Milliseconds. */
const valid = 30_000
const about = (holder: string) => `ticket\0${holder}`

export interface Tickets {
  /** Of letters that may stand in a header. @param holder what only the session that it is for can show */
  issue(text: string, holder: string): string
  /** null: not ours, of another session, too old, or used before in this process. */
  take(ticket: string, holder: string): string | null
}

export function tickets(seal: Seal, now: () => number = Date.now): Tickets {
  /** By their numbers, until when they would be taken. */
  const used = new Map<string, number>()
  return {
    issue: (text, holder) =>
      seal.close(JSON.stringify([randomBytes(12).toString('hex'), now(), text]), about(holder)),
    take(ticket, holder) {
      const opened = seal.open(ticket, about(holder))
      if (opened === null) return null
      const [number, at, text] = JSON.parse(opened) as [string, number, string]
      for (const [old, until] of used) if (until < now()) used.delete(old)
      if (now() - at > valid || used.has(number)) return null
      used.set(number, at + valid)
      return text
    },
  }
}
