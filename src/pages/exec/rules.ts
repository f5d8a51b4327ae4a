/** The rules around a terminal, for hours: whether its person is signed in and may do it, and by whom else it lives on. */
import type { Context } from 'hono'
import { Refused } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Connection, Ref } from '../../kube.ts'
import type { Around } from '../../terminals.ts'
import { identityOf } from '../identity.ts'
import { isEnded } from '../until-over.ts'
import { whoIs } from '../whose.ts'
import { looking } from './look.ts'
import { isRenewed } from './proved.ts'
import { Warrant } from './warrant.ts'
import type { Begun } from './wish.ts'

/** Nothing else of the request is kept. */
export async function rules(
  c: Context<Env>,
  ref: Ref,
  wish: Begun,
): Promise<Pick<Around, 'allowed' | 'proved' | 'met' | 'look'>> {
  const { connection, kube, session } = c.var
  const warrant = new Warrant(connection, {
    who: await identityOf(kube),
    renewed: isRenewed(c),
    right: right(ref, wish.command === undefined ? 'attach' : 'exec'),
  })
  return {
    async allowed(ask) {
      if (isEnded(session)) throw new Refused('Your session has ended.')
      await warrant.allowed(ask)
    },
    proved: (by) => warrant.add(by),
    met(owner) {
      const who = whoIs(owner)
      if (who !== null) warrant.met(who)
    },
    look: looking(() => warrant.connection(), ref, wish),
  }
}

function right({ resource, namespace, name }: Ref, subresource: string) {
  let held = ''
  return async (by: Connection): Promise<void> => {
    const may = async (verb: string) => by.kube().can(verb, resource, namespace, name, subresource)
    // Before 1.35 whoever may get it may open it: what it was opened by is what counts.
    if (held === '') held = (await may('create')) ? 'create' : 'get'
    if (!(await may(held)))
      throw new Refused('You may not do this any more: the right was withdrawn.')
  }
}
