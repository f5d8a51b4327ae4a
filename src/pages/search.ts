/** Search over all kinds: names, labels, images, addresses. What is found comes as it is found, and what was not looked at is said. */
import { type Context, Hono } from 'hono'
import { InvalidInput } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { isBrowser } from '../http/negotiate.ts'
import { type Message, stream } from '../http/sse.ts'
import type { Discovery, Resource } from '../kube.ts'
import { ticks } from '../live/ticks.ts'
import { paths } from '../urls.ts'
import { render } from '../views.ts'
import { type SearchBody, searchBody } from '../views/search.ts'
import { foot } from './foot.ts'
import { framed } from './framed.ts'
import type { Walk } from './search/walk.ts'
import { joined } from './search/walks.ts'
import { shell } from './shell.ts'
import { untilOver } from './until-over.ts'

/** Characters that are searched for. */
const letters = 200
/** Milliseconds that a browser waits for all of it; what is none waits until it is over. */
const patience = 700
/** Milliseconds between two messages. */
const pace = 300

export const search = new Hono<Env>().get(paths.search, async (c) => {
  const q = asked(c)
  const discovery = await c.var.kube.discovery()
  if (c.req.query('watch') !== undefined && q !== '') return following(c, q, discovery)
  const body = q === '' ? null : await soFar(c, q, discovery)
  return html(c, 'search/page', {
    q,
    body,
    stream:
      body?.over === false ? c.var.parts.urls.search(c.var.cluster.name, { q, watch: 'on' }) : '',
    shell: await shell(c, { title: q === '' ? 'Search' : `${q} · Search`, q }),
    foot: foot(c),
  })
})

function asked(c: Context<Env>): string {
  const q = (c.req.query('q') ?? '').trim()
  if (q.length <= letters) return q
  throw new InvalidInput({
    q: `This is ${q.length} characters long; at most ${letters} are searched for.`,
  })
}

async function soFar(c: Context<Env>, q: string, discovery: Discovery): Promise<SearchBody> {
  const { walk, leave } = joined(c, q, discovery, false)
  const { signal } = c.req.raw
  const end = isBrowser(c) ? AbortSignal.any([signal, AbortSignal.timeout(patience)]) : signal
  try {
    for await (const _ of ticks([walk], 20, end)) if (walk.over) break
    return bodyOf(c, walk, discovery)
  } finally {
    leave()
  }
}

function following(c: Context<Env>, q: string, discovery: Discovery): Response {
  return stream(c, (signal) => framed(c, told(c, q, discovery, signal)), untilOver(c))
}

async function* told(
  c: Context<Env>,
  q: string,
  discovery: Discovery,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const { walk, leave } = joined(c, q, discovery, true)
  try {
    for await (const _ of ticks([walk], pace, signal)) {
      yield { data: render('search/patch', bodyOf(c, walk, discovery)) }
      if (walk.over) break
    }
    if (!signal.aborted) yield { event: 'end', data: '' }
  } finally {
    leave()
  }
}

/** @throws what the search has failed with. */
function bodyOf(c: Context<Env>, walk: Walk, discovery: Discovery): SearchBody {
  if (walk.failure !== null) throw walk.failure
  const { cluster, parts } = c.var
  return searchBody({
    cluster: cluster.name,
    urls: parts.urls,
    now: new Date(),
    kinds: kindsOf(discovery, walk.q),
    walk,
  })
}

function kindsOf(discovery: Discovery, q: string): readonly Resource[] {
  const word = q.toLowerCase()
  return discovery.resources.filter(
    ({ verbs, id, kind, shortNames }) =>
      verbs.includes('list') &&
      (id.includes(word) || kind.toLowerCase().includes(word) || shortNames.includes(word)),
  )
}
