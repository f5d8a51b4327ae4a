/** The shell of a page, from what the request already knows; its own reads are cached ones. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Cluster } from '../clusters.ts'
import { bare, embedded } from '../http/embedded.ts'
import { type Env, reached } from '../http/env.ts'
import { wantsMain } from '../http/html.ts'
import type { Discovery, Resource } from '../kube.ts'
import { clusterMark } from '../views/cluster-mark.ts'
import { nav } from '../views/nav.ts'
import type { Shell } from '../views/shell.ts'
import { picker } from '../views/namespace-picker.ts'
import { dockOf, stripOf } from './docked.ts'
import { done } from './done.ts'
import { portalOf } from './portal.ts'
import { pinnedLinks } from './pinned.ts'
import { most, readRemembered } from './remembered.ts'
import { everything, isOwed, side, type Side } from './side.ts'

export interface About {
  /** Object, kind: the cluster follows by itself. */
  readonly title: string
  /** Of the list or object on the page. */
  readonly resource?: Resource
  /** Namespaces the page is about; absent: those of the last list. */
  readonly namespaces?: readonly string[]
  /** What of the address the namespace picker keeps. */
  readonly keep?: Readonly<Record<string, string | readonly string[] | number | undefined>>
  readonly q?: string
  /** An overview: the namespace picker leads to those of namespaces. */
  readonly overview?: boolean
  /** The cluster does not answer: only what is known already is shown. */
  readonly hurried?: boolean
}

export async function shell(c: Context<Env>, about: About): Promise<Shell> {
  const { parts } = c.var
  const { cluster } = reached(c)
  const known = await (about.hurried === true ? atOnce(surroundings(c)) : surroundings(c))
  const remembered = readRemembered(c, cluster?.name ?? '')
  const beside = await offer(c, about, known)
  const { namespaces } = beside
  const url = new URL(c.req.url)
  const at = cluster === undefined ? '' : atOf(c, about)
  return {
    partial: wantsMain(c),
    scripted: ['hx-request', 'hx-history-restore-request'].some((name) => c.req.header(name)),
    moved: namespaces.slice(0, most).join(',') !== remembered.join(',') || isOwed(c),
    title: [about.title, cluster?.title, 'Portlight'].filter((word) => word).join(' · '),
    at,
    home: parts.urls.home,
    assets: assets(c),
    theme: theme(c),
    here: url.pathname + url.search,
    cluster: here(c),
    clusters: await others(c, about),
    ...controls(c, about, known.discovery, beside),
    person: known.person,
    me: cluster === undefined ? '' : parts.urls.me(cluster.name),
    signOut: signOut(c),
    alarm: parts.clusters.problem() ?? '',
    done: done(c),
    ...(await docked(c)),
  }
}

function here(c: Context<Env>): Shell['cluster'] {
  const { cluster } = reached(c)
  if (cluster === undefined) return null
  const { title, name, source } = cluster
  return {
    title,
    href: c.var.parts.urls.cluster(name),
    demo: source === 'demo',
    ...markOf(c, cluster),
  }
}

const markOf = (c: Context<Env>, cluster: Pick<Cluster, 'name' | 'title'>) =>
  clusterMark(cluster, c.var.parts.config)

/** The resource that the page is about: from what was read, else from the address. */
function atOf(c: Context<Env>, about: About): string {
  const below = new URL(c.req.url).pathname.slice(c.var.parts.urls.home.length)
  return about.resource?.id ?? below.split('/')[2] ?? ''
}

/** What leads on from here: only where the cluster says what it serves. */
function controls(
  c: Context<Env>,
  about: About,
  discovery: Discovery | null,
  { offered, namespaces, known }: Side,
): Pick<Shell, 'namespaces' | 'search' | 'nav'> {
  const { cluster } = reached(c)
  if (cluster === undefined || discovery === null)
    return { namespaces: null, search: null, nav: [] }
  const { urls } = c.var.parts
  const of = about.resource ?? discovery.get('pods')
  return {
    namespaces: picker(urls, cluster.name, {
      ...about,
      namespaces,
      known: of === undefined ? 0 : known(of),
    }),
    search: {
      action: urls.go(cluster.name),
      hints: urls.goHints(cluster.name),
      engine: urls.openSearch(cluster.name),
      q: about.q ?? '',
    },
    nav: nav(discovery, {
      urls,
      cluster: cluster.name,
      current: atOf(c, about),
      namespaces,
      pinned: pinnedLinks(c, shownList(c, about)),
      offered,
    }),
  }
}

/** The list that the page shows, whichever page of it. */
const shownList = (c: Context<Env>, { resource, keep }: About) =>
  resource && keep ? c.var.parts.urls.list(c.var.cluster.name, resource.id, keep) : ''

/** Only where there is a sidebar. */
async function offer(c: Context<Env>, about: About, { discovery }: Surroundings): Promise<Side> {
  if (discovery !== null) return side(c, about.namespaces)
  return everything(about.namespaces ?? [])
}

interface Surroundings {
  readonly discovery: Discovery | null
  readonly person: string
}

function signOut(c: Context<Env>): string {
  const { parts } = c.var
  const { cluster } = reached(c)
  if (cluster === undefined || parts.config.signIn === 'none') return ''
  const session = c.var.session ?? parts.sessions.read(c, cluster.name)
  return session !== null && 'cookie' in session && session.cookie
    ? parts.urls.signOut(cluster.name)
    : ''
}

const nothing: Surroundings = { discovery: null, person: '' }

/** What is cached comes within the same moment; what has to be asked for does not. */
function atOnce(known: Promise<Surroundings>): Promise<Surroundings> {
  const { promise, resolve } = Promise.withResolvers<Surroundings>()
  setTimeout(() => resolve(nothing), 50)
  return Promise.race([known, promise])
}

/** What stands in the dock has none below it. */
async function docked(c: Context<Env>): Promise<Pick<Shell, 'frame' | 'portal' | 'dock'>> {
  const { urls, assets: built } = c.var.parts
  const portal = portalOf(c)
  if (embedded(c)) return { frame: urls.asset(built.names['dock.css']), portal, dock: null }
  return { frame: '', portal, dock: bare(c) ? null : await stripOf(c, dockOf(c)) }
}

/** A page about a failure, and one in the dock, stand without them. */
async function surroundings(c: Context<Env>): Promise<Surroundings> {
  const { kube } = reached(c)
  if (kube === undefined || embedded(c) || bare(c)) return nothing
  const [discovery, identity] = await Promise.allSettled([kube.discovery(), kube.identity()])
  return {
    discovery: discovery.status === 'fulfilled' ? discovery.value : null,
    person: identity.status === 'fulfilled' ? identity.value.username : '',
  }
}

function assets(c: Context<Env>): Shell['assets'] {
  const { urls, assets: built } = c.var.parts
  return {
    css: urls.asset(built.names['main.css']),
    js: urls.asset(built.names['main.js']),
    icon: urls.asset(built.names['portlight.svg']),
  }
}

const themes = [
  { value: '', text: 'System' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
] as const

function theme(c: Context<Env>): Shell['theme'] {
  const cookie = getCookie(c, 'pl_theme')
  const chosen = cookie === 'light' || cookie === 'dark' ? cookie : ''
  return {
    chosen,
    action: c.var.parts.urls.theme,
    choices: themes.map((choice) => ({ ...choice, on: choice.value === chosen })),
  }
}

/** The same list in the other clusters, where the page is about one. */
async function others(c: Context<Env>, { resource, keep }: About): Promise<Shell['clusters']> {
  const { parts } = c.var
  const { cluster } = reached(c)
  const all = await parts.clusters.all()
  return all.map(({ name, title }) => ({
    text: title,
    href:
      resource === undefined
        ? parts.urls.cluster(name)
        : parts.urls.list(name, resource.id, { ...keep, page: undefined }),
    current: name === cluster?.name,
    ...markOf(c, { name, title }),
  }))
}
