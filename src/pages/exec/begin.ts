/** Begins a terminal for who asked, or finds the one that waits for them. */
import type { Context } from 'hono'
import { AppError, NotFound, Refused } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Ref } from '../../kube.ts'
import type { Ended, Terminal, Viewer } from '../../terminals.ts'
import { whose } from '../whose.ts'
import { awaited } from './awaited.ts'
import { opening } from './opening.ts'
import { isRenewed } from './proved.ts'
import { rules } from './rules.ts'
import { told, toldAgain } from './told.ts'
import { type Begun, readWish, type Wish } from './wish.ts'

/**
 * Of whoever signed in, the credential itself: two sessions of one person have no tickets in common. Where a
 * proxy brings it, the person: the next request may come with another.
 */
export const holderOf = async (c: Context<Env>): Promise<string> =>
  isRenewed(c) ? whose(c) : (c.var.session?.token ?? '')

/** What a ticket was given for; it is used up. @throws Refused */
export async function redeemed(c: Context<Env>, ticket: string): Promise<Wish> {
  const text = c.var.parts.tickets.take(ticket, await holderOf(c))
  if (text !== null) return readWish(text)
  throw new Refused(
    'This ticket is not valid, or not any more: open the shell from its page again.',
  )
}

/** A page looks at it from here on. @throws what stands in the way, in words for the person */
export async function attached(c: Context<Env>, wish: Wish, page: Viewer): Promise<Terminal> {
  const terminal = await terminalOf(c, wish, page)
  terminal.attach(page, 'from' in wish ? wish.from : null)
  terminal.resize(wish)
  return terminal
}

async function terminalOf(c: Context<Env>, wish: Wish, page: Viewer): Promise<Terminal> {
  if (wish.owner !== (await whose(c))) throw new Refused('This ticket is somebody else’s.')
  if ('terminal' in wish) {
    const found = waiting(c, wish.owner, wish.terminal)
    // Nobody comes late because the API server does not say just now who it is.
    void toldAgain(c, found.about, wish.from !== null)
    return found
  }
  const ref = await refOf(c, wish)
  const { terminals } = c.var.parts
  const { owner, uid, container, command, tty, reads } = wish
  const about = {
    owner,
    ref,
    uid,
    container,
    tty,
    reads,
    ...(command !== undefined && { command }),
  }
  // What is begun outlives this request.
  const kube = c.var.connection.kube()
  if (wish.beside) await awaited(kube, ref, container)
  const open = () => kube.exec(ref, { container, tty, ...(command !== undefined && { command }) })
  const line = await told(c, ref, wish)
  try {
    const around = {
      ...(await rules(c, ref, wish)),
      over: (ended: Ended) => line.ended(ended),
    }
    const begin = () => terminals.begin(about, open, around)
    const terminal = await opening(begin, around.look, page)
    line.began()
    return terminal
  } catch (error) {
    line.refused(error)
    throw error
  }
}

/** @throws NotFound, with the reason that is likely */
export function waiting(c: Context<Env>, owner: string, id: string): Terminal {
  const { terminals } = c.var.parts
  const found = terminals.find(owner, id)
  if (found !== undefined) return found
  terminals.met(owner, id)
  if (terminals.isElsewhere(id)) throw new Elsewhere()
  throw new NotFound(
    'terminal',
    id,
    'This shell has ended, its page was away for too long, or your groups have changed since it was opened.',
  )
}

/** Requests of one terminal come to two processes. */
class Elsewhere extends AppError {
  override readonly status = 409
  constructor() {
    super(
      'This shell runs in another replica of Portlight: the proxy in front needs session affinity for it.',
    )
  }
}

/** The object as it was seen, and no other of its name. */
async function refOf(c: Context<Env>, { resource: id, namespace, name, uid }: Begun): Promise<Ref> {
  const resource = (await c.var.kube.discovery()).get(id)
  if (resource === undefined) throw new NotFound('resource', id)
  const ref = { resource, namespace, name }
  const { value } = await c.var.kube.head(ref)
  if (value.metadata.uid !== uid)
    throw new Refused(`${name} was replaced by another of its name: look at it again first.`)
  return ref
}
