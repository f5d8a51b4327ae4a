/** The shell of a page, from what the request already knows; its own reads are cached ones. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Env, reached } from '../http/env.ts'
import { wantsMain } from '../http/html.ts'
import type { Discovery, Resource } from '../kube.ts'
import { nav } from '../views/nav.ts'
import type { Shell } from '../views/shell.ts'
import { picker } from '../views/namespace-picker.ts'
import { readRemembered } from './remembered.ts'

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
}

export async function shell(c: Context<Env>, about: About): Promise<Shell> {
  const { parts } = c.var
  const { cluster } = reached(c)
  const known = await surroundings(c)
  const remembered = readRemembered(c, cluster?.name ?? '')
  const namespaces = about.namespaces ?? remembered
  const url = new URL(c.req.url)
  return {
    partial: wantsMain(c),
    moved: namespaces.join(',') !== remembered.join(','),
    title: [about.title, cluster?.title, 'Portlight'].filter((word) => word).join(' · '),
    home: parts.urls.home,
    assets: assets(c),
    theme: theme(c),
    here: url.pathname + url.search,
    cluster: here(c),
    clusters: await others(c),
    ...controls(c, about, known.discovery, namespaces),
    person: known.person,
    alarm: parts.clusters.problem() ?? '',
  }
}

function here(c: Context<Env>): Shell['cluster'] {
  const { cluster } = reached(c)
  if (cluster === undefined) return null
  const { title, name, source } = cluster
  return { title, href: c.var.parts.urls.cluster(name), demo: source === 'demo' }
}

/** What leads on from here: only where the cluster says what it serves. */
function controls(
  c: Context<Env>,
  about: About,
  discovery: Discovery | null,
  namespaces: readonly string[],
): Pick<Shell, 'namespaces' | 'search' | 'nav'> {
  const { cluster } = reached(c)
  if (cluster === undefined || discovery === null)
    return { namespaces: null, search: null, nav: [] }
  const { urls } = c.var.parts
  const [, , at = ''] = new URL(c.req.url).pathname.slice(urls.home.length).split('/')
  const current = about.resource?.id ?? at
  return {
    namespaces: picker(urls, cluster.name, { ...about, namespaces }),
    search: { action: urls.search(cluster.name), q: about.q ?? '' },
    nav: nav(discovery, { urls, cluster: cluster.name, current, namespaces }),
  }
}

interface Surroundings {
  readonly discovery: Discovery | null
  readonly person: string
}

/** A page about a failure stands without them. */
async function surroundings(c: Context<Env>): Promise<Surroundings> {
  const { kube } = reached(c)
  if (kube === undefined) return { discovery: null, person: '' }
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

async function others(c: Context<Env>): Promise<Shell['clusters']> {
  const { parts } = c.var
  const { cluster } = reached(c)
  const all = await parts.clusters.all()
  return all.map(({ name, title }) => ({
    text: title,
    href: parts.urls.cluster(name),
    current: name === cluster?.name,
  }))
}
