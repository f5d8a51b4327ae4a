/** Creating and applying objects from text: written or uploaded, tried, applied. */
import { createHash, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { type Document, documents, most, templateOf, templates } from '../apply.ts'
import { unixLines } from '../edit.ts'
import { InvalidInput } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html, send } from '../http/html.ts'
import type { Discovery, Resource } from '../kube.ts'
import { formOf } from '../http/negotiate.ts'
import { onlyLooks } from '../http/read-only.ts'
import { paths } from '../urls.ts'
import { type ApplyPage, resultRow, summary } from '../views/apply.ts'
import { gutter } from '../views/edit.ts'
import { sentence } from '../views/words.ts'
import { type Outcome, run } from './apply/run.ts'
import { lasting } from './connected.ts'
import { foot } from './foot.ts'
import { wholeFormIn } from './form.ts'
import { Once, wishOf } from './once.ts'
import { readRemembered } from './remembered.ts'
import { shell } from './shell.ts'

export const apply = new Hono<Env>()
  .get(paths.apply, async (c) => {
    if (c.var.parts.config.readOnly) throw onlyLooks()
    const of = (await c.var.kube.discovery()).get(c.req.query('kind') ?? '')
    const ns = c.req.query('ns') ?? readRemembered(c, c.var.cluster.name)[0] ?? 'default'
    const text = of === undefined ? '' : templateOf(of, ns)
    return page(c, { text, ns, base: text }, documents(text), null)
  })
  .post(paths.apply, async (c) => {
    const sent = await read(c)
    // Only for whom the API server knows is a text taken apart.
    await c.var.kube.discovery()
    const step = sent.step === 'apply' || sent.step === 'force' ? sent.step : 'review'
    const all = documents(sent.text)
    if (all.length > most) return tooMany(c, sent, all, step)
    const { cluster, parts } = c.var
    const how = {
      kube: lasting(c),
      cluster: cluster.name,
      urls: parts.urls,
      ns: sent.ns,
      dryRun: step === 'review',
      force: step === 'force',
    }
    const wish = step === 'review' ? '' : await wishOf(c, sent.once, step, hashOf(sent))
    const outcome = await wishes.run(wish, () => run(all, how))
    return formOf(c) === null
      ? page(c, sent, all, { ...outcome, step })
      : send(c, `${JSON.stringify(outcome.results)}\n`, 'application/json; charset=utf-8')
  })

const wishes = new Once<Outcome>()

/** What else makes a form another than its number. */
const hashOf = ({ text, ns }: Sent): string =>
  createHash('sha256')
    .update(JSON.stringify([ns, text]))
    .digest('base64')

interface Sent {
  readonly text: string
  readonly ns: string
  readonly base: string
}

type Asked = Sent & { readonly step: string; readonly once: string }

async function read(c: Context<Env>): Promise<Asked> {
  const form = await wholeFormIn(c)
  const word = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
  const files = [form['file']].flat().filter((each) => each instanceof File && each.size > 0)
  const uploaded = await Promise.all(files.map((each) => (each as File).text()))
  const texts = [word('text'), ...uploaded].map(unixLines).filter((text) => text.trim() !== '')
  const ns = word('ns').trim()
  return {
    text: texts.join('\n---\n'),
    ns,
    base: unixLines(word('base')),
    step: word('step'),
    once: word('once'),
  }
}

/** Nothing is sent, and the text stays. */
function tooMany(
  c: Context<Env>,
  sent: Sent,
  all: readonly Document[],
  step: Came['step'],
): Promise<Response> {
  const text = `These are more than ${String(most)} documents: at most so many go at once.`
  if (formOf(c) !== null) throw new InvalidInput({ text })
  const one = { text: 'Documents', href: '', namespace: '', line: 1 } as const
  const results = [{ ...one, tone: 'bad', word: 'too many', said: [text] }] as const
  return page(c, sent, all, { results, contested: false, step })
}

type Came = Outcome & { readonly step: 'review' | 'apply' | 'force' }

async function page(
  c: Context<Env>,
  sent: Sent,
  all: readonly Document[],
  came: Came | null,
): Promise<Response> {
  const { cluster, parts, kube } = c.var
  const { urls, assets } = parts
  const results = came?.results ?? []
  const failed = results.filter(({ tone }) => tone === 'bad')
  const bad = new Set(failed.flatMap(({ line, lines = [] }) => [line, ...lines]))
  const lines = sent.text.replace(/\n$/, '').split('\n')
  const discovery = await kube.discovery()
  const kinds = templates.map((id) => discovery.get(id)).filter((each) => each !== undefined)
  const body: ApplyPage = {
    shell: { ...(await shell(c, { title: 'Create or apply' })), here: urls.apply(cluster.name) },
    assets: { css: urls.asset(assets.names['edit.css']), js: urls.asset(assets.names['edit.js']) },
    action: urls.apply(cluster.name),
    ...verdict(came),
    results: results.map(resultRow),
    once: randomUUID(),
    ns: sent.ns,
    text: { exact: sent.text },
    base: { exact: sent.base },
    stored: isStored(came),
    gutter: gutter(lines.length, bad),
    rows: lines.length + 1,
    templates: kinds.map(({ id, kind }) => ({
      text: sentence(kind),
      href: urls.apply(cluster.name, { kind: id, ns: sent.ns }),
    })),
    explained: kindsIn(all, discovery).map(({ id, kind }) => ({
      text: sentence(kind),
      href: urls.explain(cluster.name, id),
    })),
    kubectl: 'kubectl apply --server-side -f FILE',
    foot: foot(c),
  }
  return html(c, 'apply/page', body, bad.size > 0 ? 422 : 200)
}

/** All of the text stands in the cluster: nothing of it is lost with the page. */
const isStored = (came: Came | null): boolean =>
  came !== null &&
  came.results.length > 0 &&
  came.results.every(({ tone, word }) => tone === 'ok' || word === 'unchanged')

/** Kinds that the documents name, and the cluster serves: each once. */
function kindsIn(all: readonly Document[], discovery: Discovery): readonly Resource[] {
  const named = all.slice(0, most).map(({ apiVersion, kind }) => discovery.of(apiVersion, kind))
  return [...new Set(named.filter((each) => each !== undefined))].slice(0, 8)
}

/** Above the results, and what may follow. */
function verdict(came: Came | null): Pick<ApplyPage, 'said' | 'tone' | 'ready' | 'contested'> {
  if (came === null) return { said: '', tone: 'busy', ready: false, contested: false }
  const { results, step, contested } = came
  if (results.length === 0)
    return { said: 'There is nothing in it to apply.', tone: 'bad', ready: false, contested: false }
  const tones = new Set(results.map(({ tone }) => tone))
  const tone =
    (['bad', 'warn'] as const).find((each) => tones.has(each)) ??
    (step === 'review' ? 'busy' : 'ok')
  const tried = step === 'review' ? 'Nothing is stored yet: ' : ''
  const ready = step === 'review' && !tones.has('bad')
  return { said: `${tried}${summary(results)}.`, tone, ready, contested }
}
