/** A cluster's first page; with `ns=` the same of some of its namespaces. No slow or forbidden kind holds the others back. */
import { type Context, Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { isBrowser } from '../http/negotiate.ts'
import { paths } from '../urls.ts'
import { silent } from '../views/live.ts'
import { overviewPage } from '../views/overview.ts'
import { digest } from '../views/overview-live.ts'
import { type Read, readList } from '../views/query.ts'
import { foot } from './foot.ts'
import { missingNamespaces } from './found.ts'
import { mostLive } from './list-collections.ts'
import { gather, soon } from './overview/gathering.ts'
import { reader } from './overview/reader.ts'
import { overviewStream } from './overview/stream.ts'
import { remember } from './remembered.ts'
import { shell } from './shell.ts'

/** Milliseconds that a page waits for what its stream brings anyway; and where there is no stream. */
const patience = { browser: 300, other: 2000 }

export const overview = new Hono<Env>().get(paths.cluster, async (c) => {
  const { state, wrong } = asked(new URL(c.req.url).searchParams)
  const { namespaces } = state
  const read = await reader(c, namespaces)
  const begin = () => gather(c, state)
  if (c.req.query('watch') !== undefined) return overviewStream(c, begin, read)
  await present(c, namespaces)
  const gathering = await begin()
  try {
    await waited(c, gathering)
    const now = read(await gathering.now())
    const page = overviewPage(now)
    if (wrong['ns'] === undefined && namespaces.length > 0)
      remember(c, c.var.cluster.name, namespaces)
    const words = Object.entries(wrong).map(([name, text]) => ({ name, text }))
    const full = {
      ...page,
      wrong: words,
      reading: !gathering.settled(),
      live: silent,
      css: now.urls.asset(c.var.parts.assets.names['overview.css']),
      stream: now.urls.cluster(now.cluster, { ns: namespaces, watch: digest(page) }),
      // Of all of them where it names none, whichever the last list was about.
      shell: await shell(c, { title: titleOf(namespaces), overview: true, namespaces }),
      foot: foot(c),
    }
    return html(c, 'overview/page', full, words.length > 0 ? 422 : 200)
  } finally {
    gathering.leave()
  }
})

const titleOf = (namespaces: readonly string[]) =>
  ['Overview', namespaces.slice(0, 5).join(', ')].filter(Boolean).join(' of ')

/** The rest of a list's address says nothing here; each kind is asked for in each of the namespaces. */
function asked(params: URLSearchParams): Read {
  const names = params.getAll('ns').map((value) => ['ns', value] as [string, string])
  const read = readList(new URLSearchParams(names))
  const { namespaces } = read.state
  if (namespaces.length <= mostLive) return read
  const why = `These are ${namespaces.length}; an overview looks into ${mostLive} at once.`
  return {
    state: { ...read.state, namespaces: namespaces.slice(0, mostLive) },
    wrong: { ...read.wrong, ns: why },
  }
}

/** @throws NotFound where none of the namespaces is there. */
async function present(c: Context<Env>, namespaces: readonly string[]): Promise<void> {
  if (namespaces.length === 0) return
  const missing = await missingNamespaces(c, namespaces)
  if (missing.length === namespaces.length) throw new NotFound('namespace', missing.join(', '))
}

/** What is no page in a browser waits for all rows: there is no stream to bring them. */
function waited(c: Context<Env>, gathering: Awaited<ReturnType<typeof gather>>): Promise<void> {
  const ms = isBrowser(c) ? patience.browser : patience.other
  return soon(gathering, c.req.raw.signal, ms, !isBrowser(c))
}
