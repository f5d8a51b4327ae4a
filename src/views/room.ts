/** How much text a page still has room for, counted as it is sent: escaped, in UTF-8. Pure. */
import { escape } from './escape.ts'
import { grouped } from './words.ts'

export interface Room {
  /** Bytes; below zero once something was cut for want of it. */
  left: number
}

/** What all that an object or its events say may take of a page of 2 MB, the shell around it aside. */
export const pageRoom = (): Room => ({ left: 1_600_000 })

/**
 * As much of a text as may be shown; how much is missing is said at its end. Takes from `room`.
 * @param most characters, however much room there is.
 * @param markup bytes that the template puts around it.
 */
export function fit(room: Room, text: string, most: number, markup = 0): string {
  const short = cut(text, most)
  const costs = cost(short) + markup
  const left = Math.max(0, room.left)
  room.left = costs <= left ? left - costs : -1
  return costs <= left ? short : cut(text, Math.min(most, Math.floor(left / worst)))
}

/** A text's first characters; never half of a surrogate pair. */
export const start = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** Those, and how many more it has. */
export function cut(text: string, most: number): string {
  const shown = start(text, most)
  return shown === text ? text : `${shown}… ${grouped(text.length - shown.length)} more characters`
}

/** What one character becomes at most: `[U+202E]`. */
const worst = 8

/** Bytes of a text in HTML, at most. */
function cost(text: string): number {
  const html = escape(text)
  let bytes = html.length
  for (let at = 0; at < html.length; at += 1) {
    const code = html.charCodeAt(at)
    bytes += code > 0x7ff ? 2 : code > 0x7f ? 1 : 0
  }
  return bytes
}
