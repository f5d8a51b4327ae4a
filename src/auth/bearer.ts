/** A token that comes with the request itself. */
import type { Context } from 'hono'

/** Of `Authorization: Bearer …`; null where it does not say one. */
export function bearerOf(c: Context): string | null {
  const header = c.req.header('authorization') ?? ''
  return /^Bearer (?<value>\S+)$/i.exec(header)?.groups?.['value'] ?? null
}
