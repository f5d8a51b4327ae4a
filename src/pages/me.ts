/** Who one is to the API server, as a page, or as its own review (`as=json`, `as=yaml`). */
import { type Context, Hono } from 'hono'
import { claimsOf } from '../auth/claims.ts'
import { InvalidInput, KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html, send } from '../http/html.ts'
import { formOf, typeOf } from '../http/negotiate.ts'
import type { Identity } from '../kube.ts'
import { paths } from '../urls.ts'
import { whoamiLine } from '../views/kubectl-line.ts'
import { type How, howRows, type Way, whoRows } from '../views/me.ts'
import { yamlText } from '../views/yaml-text.ts'
import { foot } from './foot.ts'
import { contextOf } from './kubectl.ts'
import { shell } from './shell.ts'

export const me = new Hono<Env>().get(paths.me, async (c) => {
  const { cluster, kube } = c.var
  const form = formOf(c)
  if (form === 'json' || form === 'yaml') {
    const review = reviewOf(await kube.person())
    const text = form === 'json' ? `${JSON.stringify(review)}\n` : yamlText(review, () => null)
    return send(c, text, typeOf(form, c))
  }
  if (form !== null) throw new InvalidInput({ as: 'Who you are is told as json or yaml.' })
  const [who, how] = await Promise.all([known(kube.person()), howOf(c)])
  const page = {
    shell: await shell(c, { title: 'Who you are' }),
    wrong: 'message' in who ? `The API server does not say who you are: ${who.message}` : '',
    who: 'message' in who ? [] : whoRows(who),
    how: howRows(how, new Date()),
    kubectl: whoamiLine(contextOf(cluster)),
    foot: foot(c),
  }
  return html(c, 'me/page', page)
})

/** Older API servers do not serve the review, and some forbid it: the rest of the page stands. */
const known = (asked: Promise<Identity>): Promise<Identity | KubeError> =>
  asked.catch((error) => {
    if (error instanceof KubeError) return error
    throw error
  })

const reviewOf = (userInfo: Identity) => ({
  apiVersion: 'authentication.k8s.io/v1',
  kind: 'SelfSubjectReview',
  status: { userInfo },
})

const finite = (at = Infinity) => (at === Infinity ? null : at)

async function howOf(c: Context<Env>): Promise<How> {
  const { cluster, kube, session } = c.var
  const [address, version] = await Promise.all([
    cluster.address(),
    // What it is called by is no reason for the page to fail.
    kube.version().catch(() => ''),
  ])
  return {
    cluster: cluster.title,
    server: address.url.origin,
    version,
    way: wayOf(c),
    until: finite(session?.until),
    latest: finite(session?.latest),
    token: claimsOf(session?.token ?? '')?.ends ?? null,
  }
}

function wayOf(c: Context<Env>): Way {
  const { cluster, session, parts } = c.var
  if (session === undefined) return cluster.source === 'demo' ? 'demo' : 'kubeconfig'
  if (parts.config.signIn === 'bearer') return 'proxy'
  return session.cookie ? 'cookie' : 'header'
}
