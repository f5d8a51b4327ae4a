/** Begins a terminal for who asked, or finds the one that waits for them. */
import type { Context } from 'hono'
import { AppError, KubeError, NotFound, NotSignedIn, Refused, Unreachable } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Ref } from '../../kube.ts'
import type { Ended, Terminal, Viewer } from '../../terminals.ts'
import { isEnded } from '../until-over.ts'
import { whose } from '../whose.ts'
import { awaited } from './awaited.ts'
import { looking } from './look.ts'
import { opening } from './opening.ts'
import { told } from './told.ts'
import { type Begun, readWish, type Wish } from './wish.ts'

/** Of whoever signed in, the credential itself: two sessions of one person have no tickets in common. */
export const holderOf = (c: Context<Env>): string => c.var.session?.token ?? ''

/** What a ticket was given for; it is used up. @throws Refused */
export function redeemed(c: Context<Env>, ticket: string): Wish {
  const text = c.var.parts.tickets.take(ticket, holderOf(c))
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
  if ('terminal' in wish) return waiting(c, wish.owner, wish.terminal)
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
      allowed: reviewing(c.var, ref, command === undefined ? 'attach' : 'exec'),
      look: looking(c.var.connection, ref, wish),
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
  if (terminals.isElsewhere(id)) throw new Elsewhere()
  throw new NotFound('terminal', id, 'This shell has ended, or its page was away for too long.')
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

/** Looks that may fail to get an answer before it counts as a no. */
const patience = 4

type Asker = Pick<Env['Variables'], 'connection' | 'session'>

function checkSession(session: Asker['session']): void {
  if (isEnded(session)) throw new Refused('Your session has ended.')
}

/** For hours: nothing else of the request is kept. */
function reviewing(
  { connection, session }: Asker,
  { resource, namespace, name }: Ref,
  subresource: string,
) {
  let unanswered = 0
  let held = ''
  return async (): Promise<void> => {
    checkSession(session)
    try {
      const may = async (verb: string) =>
        connection.kube().can(verb, resource, namespace, name, subresource)
      // Before 1.35 whoever may get it may open it: what it was opened by is what counts.
      if (held === '') held = (await may('create')) ? 'create' : 'get'
      if (!(await may(held)))
        throw new Refused('You may not do this any more: the right was withdrawn.')
      unanswered = 0
    } catch (error) {
      if (error instanceof NotSignedIn) throw new Refused('You are not signed in any more.')
      const silent =
        error instanceof Unreachable || (error instanceof KubeError && error.status !== 403)
      unanswered += 1
      if (!silent || unanswered >= patience) throw error
    }
  }
}
