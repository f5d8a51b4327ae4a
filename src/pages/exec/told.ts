/** Audit lines of a terminal: one when it begins or is refused, one for each page that comes to it later, one when it ends; never what was typed. */
import type { Context } from 'hono'
import { AppError, KubeError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Ref } from '../../kube.ts'
import type { About, Ended } from '../../terminals.ts'
import { clientOf } from '../client.ts'
import { userOf } from '../user.ts'
import { type Begun, isUsual } from './wish.ts'

export interface Told {
  began(): void
  refused(error: unknown): void
  ended(ended: Ended): void
}

export async function told(c: Context<Env>, ref: Ref, wish: Begun): Promise<Told> {
  const { parts } = c.var
  const { verb, more: what, ...line } = await lineOf(c, { ...wish, ref })
  const since = Date.now()
  return {
    began: () => parts.audit({ ...line, verb, status: 101, auditId: '', more: what }),
    refused: (error) => parts.audit({ ...line, verb, ...failure(error), more: what }),
    ended(ended) {
      const seconds = Math.round((Date.now() - since) / 1000)
      const more = { ...what, seconds, ended: ended.how, ...came(ended) }
      parts.audit({ ...line, verb: `${verb} end`, status: 200, auditId: '', more })
    },
  }
}

/** What runs already is looked at from here on. @param same whether by the page that did before, after a cut */
export async function toldAgain(c: Context<Env>, about: About, same: boolean): Promise<void> {
  const { verb, more, ...line } = await lineOf(c, about)
  const by = { page: same ? 'same' : 'new' }
  c.var.parts.audit({
    ...line,
    verb: `${verb} again`,
    status: 101,
    auditId: '',
    more: { ...more, ...by },
  })
}

/** Who, where, what: the same in all of its lines but for who asks. */
async function lineOf(c: Context<Env>, of: Pick<About, 'ref' | 'uid' | 'container'> & Run) {
  const { cluster, id, connection } = c.var
  const { resource, namespace, name } = of.ref
  const verb = of.command === undefined ? 'attach' : 'exec'
  return {
    user: await userOf(connection.kube()),
    client: clientOf(c),
    cluster: cluster.name,
    request: id,
    resource: `${resource.id}/${verb}`,
    namespace,
    name,
    uid: of.uid,
    verb,
    more: { container: of.container, ...run(of) },
  }
}

/** The exit code; of what we closed ourselves, why. */
function came(ended: Ended): Readonly<Record<string, string | number>> {
  if (ended.how === 'exit') return { exit: ended.code }
  return ended.how === 'closed' ? { because: ended.words } : {}
}

interface Run {
  readonly command?: readonly string[] | undefined
}

function run({ command }: Run): { readonly command?: string } {
  if (command === undefined) return {}
  return { command: isUsual(command) ? 'a shell' : command.join(' ') }
}

function failure(error: unknown) {
  if (error instanceof KubeError) return { status: error.status, auditId: error.auditId }
  return { status: error instanceof AppError ? error.status : 0, auditId: '' }
}
