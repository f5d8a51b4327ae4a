/** Every failure of a request becomes a page here, inside the shell as far as that can be built. */
import type { Context } from 'hono'
import { bearerOf } from '../auth/bearer.ts'
import {
  AppError,
  KubeError,
  NotFound,
  NotSignedIn,
  Refused,
  Unprintable,
  Unreachable,
} from '../errors.ts'
import { embedded } from '../http/embedded.ts'
import { type Env, reached } from '../http/env.ts'
import { html } from '../http/html.ts'
import { traced } from '../http/log.ts'
import { formOf, streamForm } from '../http/negotiate.ts'
import { type ErrorPage, errorPage } from '../views/error.ts'
import type { Urls } from '../urls.ts'
import type { Link } from '../views/shell.ts'
import { Moved } from './found.ts'
import { insteadOf } from './gone.ts'
import { contextOf } from './kubectl.ts'
import { refusedAs } from './refused-as.ts'
import { ask, doubtsOf, typed } from './sign-in.ts'
import { shell } from './shell.ts'

/** Something that we did not foresee: its stack goes to the log, its number to the person. */
class Bug extends AppError {
  override readonly status = 500
}

export async function failed(c: Context<Env>, error: unknown): Promise<Response> {
  if (error instanceof Moved) return moved(c, error)
  if (c.req.raw.signal.aborted) return c.body(null, 499 as 400)
  const known = error instanceof AppError ? error : bug(c, error)
  if (!(known instanceof NotSignedIn)) return explained(c, known)
  if (signsIn(c)) return unknown(c, known)
  const { cluster } = reached(c)
  return explained(c, cluster === undefined ? known : unaccepted(cluster.name, known))
}

async function explained(c: Context<Env>, error: AppError): Promise<Response> {
  const form = refusalForm(c)
  if (form !== null) return refusedAs(c, form, error)
  const page = errorPage(error, {
    context: contextOf(reached(c).cluster),
    ways: ways(c, error),
    list: new URL(c.req.url).pathname,
  })
  if (error instanceof Unreachable) tell(c, error)
  const around = await shell(c, { title: page.title, hurried: error instanceof Unreachable })
  const seen = outside(error) ? { ...around, ...nothing } : around
  if (c.req.header('hx-request') === 'true' && !seen.partial) {
    return fragment(c, page.said || page.title, error.status)
  }
  return html(c, 'error/page', { shell: seen, ...page }, error.status)
}

/** Refused before anything of ours may be seen: not even which clusters there are. */
const outside = (error: AppError) => error instanceof NotSignedIn || error instanceof Refused
const nothing = {
  clusters: [],
  nav: [],
  cluster: null,
  namespaces: null,
  search: null,
  person: '',
  me: '',
  alarm: '',
  dock: null,
}

/** The kubeconfig's own credential is refused: nobody can sign in here, the file has to be mended. */
function unaccepted(cluster: string, error: NotSignedIn): Unreachable {
  const advice =
    'Log in again with the tool that wrote this context, or correct its user in the kubeconfig.'
  const words = `The API server does not accept the credential of this context: ${error.message}`
  return new Unreachable({ cluster, step: 'credential', advice }, words)
}

function tell(c: Context<Env>, { message, cluster, step, advice }: Unreachable): void {
  c.var.parts.log('warn', message, { cluster, step, advice })
}

/** People sign in to this cluster, and nobody has or the API server does not know them any more. */
function signsIn(c: Context<Env>): boolean {
  const { cluster } = reached(c)
  return cluster !== undefined && cluster.source !== 'demo' && c.var.parts.config.signIn !== 'none'
}

/** The sign-in form at the same address, so that a link survives; other formats get the words alone. */
async function unknown(c: Context<Env>, error: NotSignedIn): Promise<Response> {
  const url = new URL(c.req.url)
  const form = refusalForm(c)
  const words = error.message || 'Sign in first: send a token as Authorization: Bearer.'
  if (form === 'json') return refusedAs(c, form, new NotSignedIn(words))
  if (form !== null || url.searchParams.has('as') || isScript(c)) return c.text(`${words}\n`, 401)
  if (c.req.header('hx-request') === 'true') {
    c.header('hx-refresh', 'true')
    return c.body(null, 401)
  }
  // Its form leads out of the dock: the page around it needs it as well.
  if (embedded(c)) url.searchParams.delete('embed')
  const { session } = c.var
  const note = session === undefined ? '' : doubtsOf(session.token, true)
  return ask(c, error, { to: url.pathname + url.search, kept: await typed(c), note })
}

/** Who brings a token wants no form to type one; where a proxy does for everybody, browsers ask for HTML. */
function isScript(c: Context<Env>): boolean {
  if (c.var.parts.config.signIn === 'bearer')
    return !(c.req.header('accept') ?? '').includes('text/html')
  return bearerOf(c) !== null
}

/** Null: a page. */
const refusalForm = (c: Context<Env>) =>
  new URL(c.req.url).searchParams.has('watch') ? streamForm(c) : formOf(c)

/** To the resource's own name, the rest of the address as it was. */
function moved(c: Context<Env>, { resource }: Moved): Response {
  const { cluster, parts } = c.var
  const url = new URL(c.req.url)
  const below = url.pathname.slice(parts.urls.home.length).split('/').slice(3)
  const [list = ''] = parts.urls.list(cluster.name, resource).split('?')
  return c.redirect([list, ...below].join('/') + url.search, 308)
}

/** A part of a page that failed says so in its own place. */
function fragment(c: Context<Env>, text: string, status: number): Promise<Response> {
  return html(c, 'error/part', { text }, status)
}

function bug(c: Context<Env>, error: unknown): AppError {
  const { id } = c.var
  c.var.parts.log('error', 'unforeseen', { id, error: traced(error) })
  return new Bug(`Portlight failed and did not foresee it. The log has more under ${id}.`)
}

/** Where one is not, others may be what is looked for. */
function others(error: AppError, cluster: string, urls: Urls): readonly Link[] {
  if (error instanceof KubeError && error.status === 404)
    return insteadOf(error.asked, cluster, urls)
  if (error instanceof Unprintable) return otherForms(error, cluster, urls)
  if (!(error instanceof NotFound) || error.what !== 'namespace') return []
  const { subject: q } = error
  return [{ text: `Search for “${q}”`, href: urls.search(cluster, { q }) }]
}

function otherForms({ asked }: Unprintable, cluster: string, urls: Urls): readonly Link[] {
  const { resource, namespace, name } = asked
  const place = { resource, namespace, name: name ?? '' }
  return [
    { text: 'Its fields', href: urls.object(cluster, place) },
    { text: 'As JSON', href: urls.object(cluster, place, { as: 'json' }) },
  ]
}

function ways(c: Context<Env>, error: AppError): ErrorPage['links'] {
  const { urls } = c.var.parts
  const { cluster } = reached(c)
  if (outside(error)) return []
  const home = { text: 'Clusters', href: urls.home }
  if (cluster === undefined) return [home]
  const { pathname, search } = new URL(c.req.url)
  // In the dock, too, it is tried where it failed.
  const again = { text: 'Try again', href: pathname + search, here: embedded(c) }
  return [
    ...(error instanceof Unprintable ? [] : [again]),
    ...others(error, cluster.name, urls),
    { text: `Overview of ${cluster.title}`, href: urls.cluster(cluster.name) },
    home,
  ]
}
