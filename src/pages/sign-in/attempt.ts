/** One attempt to come in by a token that nobody here knows yet: only what the API server refuses counts. */
import type { Context } from 'hono'
import { Busy, KubeError, NotSignedIn } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Connection } from '../../kube.ts'
import { clientOf } from '../client.ts'
import { told } from './told.ts'

/** @returns gives it back @throws Busy where too many of its address, or of all, were refused just now */
function attempt(c: Context<Env>): () => void {
  const { attempts } = c.var.parts
  const client = clientOf(c)
  const wait = attempts.take(client)
  if (wait === 0) return () => attempts.giveBack(client)
  c.header('retry-after', String(wait))
  throw new Busy(`Too many sign-ins were refused just now. Try again in ${wait} s.`)
}

/** @param ask asks the API server by the token @throws Busy, and what `ask` throws */
async function counted(c: Context<Env>, ask: () => Promise<void>): Promise<void> {
  const giveBack = attempt(c)
  try {
    await ask()
  } catch (error) {
    if (!(error instanceof NotSignedIn)) giveBack()
    throw error
  }
  giveBack()
}

/** By a token that was typed. */
export async function typed(c: Context<Env>, ask: () => Promise<void>): Promise<void> {
  const { parts, cluster } = c.var
  const before = parts.sessions.read(c, cluster.name)
  // Whoever was signed in by this browser is not held up by what others try.
  const known = before !== null && ('lapsed' in before || before.cookie)
  return known ? ask() : counted(c, ask)
}

/** Of each token that came with a request, whether the API server was asked for its owner. */
const proofs = new WeakMap<Connection, Promise<void>>()

/** By a token that comes with each request: the first one asks whose it is. @throws Busy, and why it is not taken */
export async function introduced(c: Context<Env>): Promise<void> {
  const { connection, session } = c.var
  if (session?.cookie !== false) return
  const found = proofs.get(connection)
  if (found !== undefined) return found
  const proof = first(c)
  proofs.set(connection, proof)
  proof.catch((error: unknown) => {
    proofs.delete(connection)
    // However often it comes from here on, it is no other attempt.
    if (error instanceof NotSignedIn) proofs.set(connection, Promise.resolve())
  })
  return proof
}

/** What a proxy in front sends along is none that anybody tries out. */
async function first(c: Context<Env>): Promise<void> {
  const ask = () => accepted(c)
  try {
    await (c.var.parts.config.signIn === 'bearer' ? ask() : counted(c, ask))
  } catch (error) {
    if (error instanceof NotSignedIn || error instanceof Busy)
      told(c, { verb: 'sign-in', how: 'header', user: '', status: error.status })
    throw error
  }
}

/** Where reviews are refused the token is taken all the same. */
async function accepted(c: Context<Env>): Promise<void> {
  try {
    await c.var.connection.kube({ tally: c.var.tally }).identity()
  } catch (error) {
    if (!(error instanceof KubeError)) throw error
  }
}
