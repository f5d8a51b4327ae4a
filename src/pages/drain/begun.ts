/** The beginning of a drain: nothing that was not seen is lost, the node is cordoned, and the rest goes on by itself. */
import type { Context } from 'hono'
import type { Options } from '../../drain.ts'
import { AppError, NotSignedIn } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { formOf } from '../../http/negotiate.ts'
import { place } from '../../views/object.ts'
import { lasting } from '../connected.ts'
import { remember } from '../done.ts'
import { contextOf } from '../kubectl.ts'
import { Once, wishOf } from '../once.ts'
import { gone } from '../outcome.ts'
import { status, unknown } from '../run.ts'
import { whose } from '../whose.ts'
import { checked, type Seen } from './checked.ts'
import { Cordon } from './cordon.ts'
import { type Draining, found } from './draining.ts'
import { taskOf } from './task.ts'

type Sent = Readonly<Record<string, string>>

/** The ids of runs, which are forgotten earlier; null: none of its pods were to go, it is only cordoned. */
const wishes = new Once<string | null>()

/** @param sent of the form `seen`: node, what is lost, form; of a script `uid` alone. Throws AppErrors: nothing was done. */
export async function begun(
  c: Context<Env>,
  at: Draining,
  options: Options,
  sent: Sent,
): Promise<Response> {
  const owner = await whose(c)
  const [uid = '', losing, once = ''] = (sent['seen'] ?? '').split('.')
  const seen = { uid: sent['uid'] ?? uid, losing }
  const id = await wishes.run(await wishOf(c, once), () => begin(c, at, options, seen, owner))
  const { ref, urls, cluster } = at.context
  if (id === null) {
    const words = 'Cordoned: none of its pods were to go'
    if (formOf(c) !== null) return gone(c, words)
    remember(c, urls.object(cluster, place(ref)), words)
    return c.redirect(urls.object(cluster, place(ref)), 303)
  }
  if (formOf(c) === null) return c.redirect(urls.run(cluster, id), 303)
  const run = c.var.parts.runs.find(owner, id)
  if (run === undefined) throw unknown(id)
  return status(c, run)
}

async function begin(
  c: Context<Env>,
  at: Draining,
  options: Options,
  seen: Seen,
  owner: string,
): Promise<string | null> {
  const { ref } = at.context
  const kube = lasting(c)
  // Who sends the form a second time waits for the same, though this page is left.
  c.set('kube', kube)
  const first = await found(c, at, options)
  checked(at, first, seen)
  const cordon = new Cordon(ref, seen.uid)
  try {
    await cordon.close(kube)
    // What came until then is there now, and nothing comes after it.
    const now = await found(c, at, options)
    checked(at, now, seen)
    if (now.plan.going.length === 0) {
      cordon.leave()
      return null
    }
    const about = { ...at.context, options, kubectl: contextOf(c.var.cluster) }
    return c.var.parts.runs.begin(owner, taskOf(about, now.plan, cordon), kube).id
  } catch (error) {
    await cordon.reopen(kube).catch((other: unknown) => {
      throw withBoth(error, other, ref.name)
    })
    throw error
  }
}

/** Why nothing was begun, and why the node was not given back. */
class StillCordoned extends AppError {
  override readonly status: number
  constructor(first: AppError, words: string) {
    super(words)
    this.status = first.status
  }
}

function withBoth(first: unknown, other: unknown, name: string): Error {
  const still = `${name} could not be uncordoned, and is cordoned still`
  if (!(first instanceof AppError) || !(other instanceof AppError))
    return new AggregateError([first, other], still)
  const words = `${first.message.replace(/\.?$/, '.')} ${still}: ${other.message}`
  if (first instanceof NotSignedIn) return new NotSignedIn(words)
  return new StillCordoned(first, words)
}
