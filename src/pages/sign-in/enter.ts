/** A token that somebody typed: read, taken by the API server, and kept in a cookie. */
import type { Context } from 'hono'
import { AppError, InvalidInput, KubeError, NotSignedIn } from '../../errors.ts'
import { type Env, reached } from '../../http/env.ts'
import { typed } from './attempt.ts'
import { told } from './told.ts'

/** The session begins. @throws AppError why it does not, in words for the person; either is told. */
export async function enter(c: Context<Env>, given: unknown): Promise<void> {
  const { parts, cluster } = c.var
  const coming = { verb: 'sign-in', how: 'form' } as const
  try {
    const token = readToken(given)
    parts.sessions.check(cluster.name, token)
    await typed(c, () => accepted(c, token))
    parts.sessions.start(c, cluster.name, token)
  } catch (error) {
    if (error instanceof AppError) told(c, { ...coming, user: '', status: error.status })
    throw error
  }
  const user = reached(c).kube?.knownIdentity()?.username ?? ''
  told(c, { ...coming, user, status: 200 })
}

function readToken(given: unknown): string {
  const token = typeof given === 'string' ? given.trim() : ''
  if (token === '') throw new InvalidInput({ token: 'Paste a token.' })
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw new InvalidInput({ token: 'A token has no spaces, line breaks or letters beyond ASCII.' })
}

/** Milliseconds that the asking may take; the session that begins then has its own. */
const minute = 60_000

/** The API server knows the token's owner; where reviews are refused it has at least taken the token. */
async function accepted(c: Context<Env>, token: string): Promise<void> {
  const { parts, cluster, tally } = c.var
  const connection = await parts.people.connection(cluster, token, Date.now() + minute)
  const kube = connection.kube({ signal: c.req.raw.signal, tally })
  try {
    await kube.identity()
    c.set('kube', kube)
  } catch (error) {
    if (error instanceof NotSignedIn) {
      parts.people.forget(cluster, token)
      throw new NotSignedIn(`The API server does not accept this token: ${error.message}`)
    }
    if (!(error instanceof KubeError)) throw error
  }
}
