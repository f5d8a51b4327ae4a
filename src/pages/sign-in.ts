/** Signing in to a cluster with a token, and out again. */
import { type Context, Hono } from 'hono'
import { claimsOf } from '../auth/claims.ts'
import { AppError, NotFound, NotSignedIn, Unreachable } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { doubts, type Kept, prefix } from '../views/sign-in.ts'
import { undock } from './docked.ts'
import { localPath } from './local-path.ts'
import { shell } from './shell.ts'
import { wholeFormIn } from './form.ts'
import { enter } from './sign-in/enter.ts'
import { nameOf, told } from './sign-in/told.ts'

export const signIn = new Hono<Env>()
  // The address of a form that was refused, entered again.
  .get(paths.signIn, (c) => c.redirect(c.var.parts.urls.cluster(c.req.param('cluster')), 303))
  .post(paths.signIn, async (c) => {
    const { parts } = c.var
    if (parts.config.signIn === 'bearer') throw new NotFound('page', c.req.path)
    const cluster = await parts.clusters.get(c.req.param('cluster'))
    c.set('cluster', cluster)
    const form = await wholeFormIn(c)
    const to = localPath(form['to'], parts.urls.cluster(cluster.name))
    const kept = keptOf(form)
    try {
      await enter(c, form['token'])
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const refused = error instanceof NotSignedIn ? doubtsOf(form['token'], false) : ''
      return ask(c, error, { to, kept, note: refused })
    }
    if (kept.length === 0 && to.length <= long) return c.redirect(to, 303)
    const home = parts.urls.cluster(cluster.name)
    const around = await shell(c, { title: 'Signed in' })
    if (kept.length === 0) return html(c, 'sign-in/on', { shell: around, to })
    return html(c, 'sign-in/again', { shell: around, action: to, kept, home })
  })
  .post(paths.signOut, async (c) => {
    const { parts } = c.var
    const cluster = await parts.clusters.get(c.req.param('cluster'))
    c.set('cluster', cluster)
    const session = parts.sessions.read(c, cluster.name)
    parts.sessions.end(c, cluster.name)
    if (session !== null && 'token' in session) {
      const user = await nameOf(c, cluster, session)
      parts.people.forget(cluster, session.token)
      told(c, { verb: 'sign-out', how: session.cookie ? 'form' : 'header', user, status: 200 })
    }
    undock(c, cluster.name)
    return c.redirect(parts.urls.home, 303)
  })

/** Characters of an address beyond which it does not go into a header beside the session’s cookie. */
const long = 250

interface Asking {
  /** The address to go on to. */
  readonly to: string
  readonly kept: readonly Kept[]
  /** What the failure may come from; empty: nothing to say. */
  readonly note: string
}

/** What a token that was refused says of itself. @param before it was accepted once. */
export function doubtsOf(given: unknown, before: boolean): string {
  const token = typeof given === 'string' ? given.trim() : ''
  return doubts(claimsOf(token)?.ends ?? null, before, Date.now())
}

/** The form, at the address that was asked for. @param error whose status and words it answers with. */
export async function ask(
  c: Context<Env>,
  error: AppError,
  { to, kept, note }: Asking,
): Promise<Response> {
  const { parts, cluster } = c.var
  const around = await shell(c, { title: 'Sign in' })
  const page = {
    shell: { ...around, ...bare },
    status: error.status,
    cluster: cluster.title,
    said:
      error instanceof Unreachable
        ? `${error.message.replace(/\.?$/, '.')} ${error.advice}`
        : error.message,
    note,
    to,
    home: parts.urls.home,
  }
  if (parts.config.signIn === 'bearer') {
    const said = page.said || unsent
    return html(c, 'sign-in/passed', { ...page, said, kept }, error.status)
  }
  const prefixed = kept.map(({ name, value }) => ({ name: prefix + name, value }))
  const action = parts.urls.signIn(cluster.name)
  return html(c, 'sign-in/page', { ...page, action, kept: prefixed }, error.status)
}

/** Nothing is known of who is not signed in. */
const bare = {
  nav: [],
  namespaces: null,
  search: null,
  person: '',
  me: '',
  signOut: '',
  dock: null,
}

const unsent =
  'The proxy in front sent no token (Authorization: Bearer), or is none that this Portlight trusts.'

/** What was typed into the form that could not be sent. */
export async function typed(c: Context<Env>): Promise<readonly Kept[]> {
  const type = c.req.header('content-type') ?? ''
  const form = /^(?:application\/x-www-form|multipart\/form)/.test(type)
  if (c.req.method === 'GET' || !form) return []
  return texts(await wholeFormIn(c).catch(() => ({})))
}

function keptOf(form: Body): readonly Kept[] {
  const fields = texts(form).filter(({ name }) => name.startsWith(prefix))
  return fields.map(({ name, value }) => ({ name: name.slice(prefix.length), value }))
}

type Body = Readonly<Record<string, string | File | (string | File)[]>>

/** The text fields of a form, repeated ones each. */
function texts(form: Body): readonly Kept[] {
  return Object.entries(form).flatMap(([name, values]) =>
    [values]
      .flat()
      .flatMap((value) => (typeof value === 'string' ? [{ name, value: { exact: value } }] : [])),
  )
}
