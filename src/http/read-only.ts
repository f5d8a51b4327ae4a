/** A Portlight through which nothing is changed: whatever their rights, people only look. */
import type { MiddlewareHandler } from 'hono'
import { Refused } from '../errors.ts'

/** What changes no cluster: a person's own cookies, and signing in and out. */
const own = /^\/(?:theme|dock|c\/[^/]+\/go\/(?:namespaces|columns|pins|sign-in|sign-out))$/

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What would change something is refused with this; so are the forms that lead there. */
export const onlyLooks = () =>
  new Refused('This Portlight is read-only: it was started with --read-only.')

/** @param base the base path. */
export function readOnly(base: string): MiddlewareHandler {
  return async function guardWrites(c, next) {
    if (!safe.has(c.req.method) && !own.test(c.req.path.slice(base.length))) throw onlyLooks()
    await next()
  }
}
