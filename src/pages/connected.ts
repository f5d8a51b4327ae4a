/** Below `/c/CLUSTER`: the cluster is found and connected before the page runs. */
import type { Context, MiddlewareHandler } from 'hono'
import { bearerOf } from '../auth/bearer.ts'
import { brought, type Session } from '../auth/session.ts'
import type { Cluster } from '../clusters.ts'
import { NotSignedIn } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Connection, Deed, Kube } from '../kube.ts'
import { readList } from '../views/query.ts'
import { clientOf } from './client.ts'
import { proved } from './exec/proved.ts'
import { ahead } from './side.ts'
import { introduced } from './sign-in/attempt.ts'
import { userOf } from './user.ts'

export const connected: MiddlewareHandler<Env> = async (c, next) => {
  const cluster = await c.var.parts.clusters.get(c.req.param('cluster') ?? '')
  c.set('cluster', cluster)
  const connection = await asWhom(c, cluster)
  c.set('connection', connection)
  await introduced(c)
  proved(c)
  c.set('kube', connection.kube({ ...workOf(c), signal: c.req.raw.signal }))
  const { searchParams: asked } = new URL(c.req.url)
  if (!asked.has('watch')) ahead(c, readList(asked).state.namespaces)
  await next()
}

/** For what is to be done to its end, though the page is left: somebody else may wait for the same. */
export const lasting = (c: Context<Env>): Kube => c.var.connection.kube(workOf(c))

const workOf = (c: Context<Env>) => ({
  tally: c.var.tally,
  deed: (done: Deed) => void audited(c, done),
})

/** Also where nobody knows who it was. */
async function audited(c: Context<Env>, deed: Deed): Promise<void> {
  const { connection, cluster, parts, id } = c.var
  const user = await userOf(connection.kube())
  parts.audit({ ...deed, user, client: clientOf(c), cluster: cluster.name, request: id })
}

/** With the kubeconfig's rights, or, where people sign in, with this person's own and no others. */
async function asWhom(c: Context<Env>, cluster: Cluster): Promise<Connection> {
  const { config, sessions, people } = c.var.parts
  if (config.signIn === 'none' || cluster.source === 'demo') return cluster.connect()
  // A page that only shows changes is nobody at work.
  const works = c.req.query('watch') === undefined
  const session = config.signIn === 'bearer' ? passedOn(c) : sessions.read(c, cluster.name, works)
  if (session === null) throw new NotSignedIn('')
  if ('lapsed' in session) throw new NotSignedIn(session.lapsed)
  c.set('session', session)
  return people.connection(cluster, session.token, session.latest)
}

/** With the token that a proxy of ours sends along: nobody else's counts, and no cookie. */
function passedOn(c: Context<Env>): Session | null {
  const token = c.env.sent?.trusted === true ? bearerOf(c) : null
  return token === null ? null : brought(token)
}
