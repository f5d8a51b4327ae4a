/** A mark of what an answer says, so that who has it already is not sent it again (RFC 9110, 8.8.3 and 13.1.2). */
import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/** Weak: the same content, whatever its coding. It stands for what is said, not for who may hear it. */
export function tagOf(...content: readonly string[]): string {
  const sum = createHash('sha1')
  for (const part of content) sum.update(part).update('\0')
  return `W/"${sum.digest('base64url')}"`
}

/** The client says that it has this. */
export function isHeld(c: Context, tag: string): boolean {
  const held = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim())
  return held.includes('*') || held.some((one) => one.replace(/^W\//, '') === tag.slice(2))
}
