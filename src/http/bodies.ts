/** How much may be sent. */
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type AppError, TooLarge } from '../errors.ts'
import type { Env } from './env.ts'

const MiB = 1024 * 1024
/** What etcd takes of one object. */
const most = 1.5 * MiB
/** What is edited or applied carries its text twice; signing in again keeps what was typed. */
const twice = 2 * most + MiB / 2

const carrying = /^\/c\/[^/]+\/(?:apply|go\/sign-in|[^/]+\/[^/]+\/[^/]+\/(?:edit|keys))$/

type Failed = (c: Context<Env>, error: AppError) => Promise<Response>

/** @param base the base path. */
export function bodies(base: string, failed: Failed): MiddlewareHandler<Env> {
  const limited = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c) => failed(c, tooLarge(maxSize)) })
  const [plain, edits] = [limited(most), limited(twice)]
  return async function guardBodies(c, next) {
    const ours = c.req.path.startsWith(base) && carrying.test(c.req.path.slice(base.length))
    return (ours ? edits : plain)(c, next)
  }
}

function tooLarge(maxSize: number): TooLarge {
  if (maxSize === most)
    return new TooLarge('What was sent is larger than 1.5 MiB, the most that the API server takes.')
  return new TooLarge(
    'What was sent is larger than 3.5 MiB: an object holds at most 1.5 MiB. Go back to it in your browser to shorten it.',
  )
}
