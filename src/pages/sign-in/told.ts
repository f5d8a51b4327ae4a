/** Audit lines of who comes and goes: one for each sign-in, also one that is refused, and for each sign-out; never a token. */
import type { Context } from 'hono'
import type { Session } from '../../auth/session.ts'
import type { Cluster } from '../../clusters.ts'
import type { Env } from '../../http/env.ts'
import { clientOf } from '../client.ts'
import { userOf } from '../user.ts'

export interface Coming {
  readonly verb: 'sign-in' | 'sign-out'
  /** A token was typed into the form, or came as `Authorization: Bearer`. */
  readonly how: 'form' | 'header'
  /** As the API server says; empty where it does not know them, or does not say. */
  readonly user: string
  /** 200, or what the refusal was answered with. */
  readonly status: number
}

/** What is said of an object in other lines is empty. */
export function told(c: Context<Env>, { verb, how, user, status }: Coming): void {
  const { parts, cluster, id } = c.var
  const nothing = { resource: '', namespace: null, name: '', uid: '', auditId: '' }
  const from = { user, client: clientOf(c), cluster: cluster.name, request: id }
  parts.audit({ ...from, ...nothing, verb, status, more: { how } })
}

/** Milliseconds that who leaves waits for their name, where it is not known. */
const patience = 2000

/** Empty where the API server does not say, or not in time: nobody is kept signed in for it. */
export async function nameOf(c: Context<Env>, cluster: Cluster, session: Session): Promise<string> {
  try {
    const { token, latest } = session
    const connection = await c.var.parts.people.connection(cluster, token, latest)
    return await userOf(connection.kube({ signal: AbortSignal.timeout(patience) }))
  } catch {
    return ''
  }
}
