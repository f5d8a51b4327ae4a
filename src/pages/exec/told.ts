/** Audit lines of a terminal: one when it begins or is refused, one when it ends; never what was typed. */
import type { Context } from 'hono'
import { AppError, KubeError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Ref } from '../../kube.ts'
import type { Ended } from '../../terminals.ts'
import { clientOf } from '../connected.ts'
import { userOf } from '../user.ts'
import { type Begun, isUsual } from './wish.ts'

export interface Told {
  began(): void
  refused(error: unknown): void
  ended(ended: Ended): void
}

export async function told(c: Context<Env>, ref: Ref, wish: Begun): Promise<Told> {
  const { parts, cluster, id, kube } = c.var
  const verb = wish.command === undefined ? 'attach' : 'exec'
  const { namespace, name } = ref
  const line = {
    user: await userOf(kube),
    client: clientOf(c),
    cluster: cluster.name,
    request: id,
    resource: `${ref.resource.id}/${verb}`,
    namespace,
    name,
    uid: wish.uid,
  }
  const what = { container: wish.container, ...run(wish) }
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

/** The exit code; of what we closed ourselves, why. */
function came(ended: Ended): Readonly<Record<string, string | number>> {
  if (ended.how === 'exit') return { exit: ended.code }
  return ended.how === 'closed' ? { because: ended.words } : {}
}

function run({ command }: Begun): { readonly command?: string } {
  if (command === undefined) return {}
  return { command: isUsual(command) ? 'a shell' : command.join(' ') }
}

function failure(error: unknown) {
  if (error instanceof KubeError) return { status: error.status, auditId: error.auditId }
  return { status: error instanceof AppError ? error.status : 0, auditId: '' }
}
