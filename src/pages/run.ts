/** The page of a run, live; its Cancel, Go on and Try again. Whose it is not gets the same answer as where there is none. */
import { type Context, Hono } from 'hono'
import { InvalidInput, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html, send } from '../http/html.ts'
import { formOf } from '../http/negotiate.ts'
import { limits, type Run } from '../runs.ts'
import { paths } from '../urls.ts'
import { runHead, runLive, runRows, runsOf, runStatus } from '../views/run.ts'
import { lasting } from './connected.ts'
import { foot } from './foot.ts'
import { runStream } from './run-stream.ts'
import { shell } from './shell.ts'
import { whose } from './whose.ts'
import { formIn } from './form.ts'

export const run = new Hono<Env>()
  .get(paths.runs, async (c) => {
    const { cluster, parts } = c.var
    const mine = parts.runs.of(await whose(c))
    return html(c, 'run/all', {
      shell: await shell(c, { title: 'Your runs' }),
      css: parts.urls.asset(parts.assets.names['run.css']),
      runs: runsOf(mine, { cluster: cluster.name, urls: parts.urls }),
      foot: foot(c),
    })
  })
  .get(paths.run, async (c) => {
    const id = c.req.param('run')
    const found = c.var.parts.runs.find(await whose(c), id)
    const seen = c.req.query('watch')
    if (seen !== undefined) return runStream(c, found, seen)
    if (found === undefined) throw unknown(id)
    return formOf(c) === null ? page(c, found) : status(c, found)
  })
  .post(paths.run, async (c) => {
    const id = c.req.param('run')
    const { runs } = c.var.parts
    const found = runs.find(await whose(c), id)
    if (found === undefined) throw unknown(id)
    const { step } = await formIn(c)
    if (step === 'cancel') found.cancel()
    else if (step === 'go' || step === 'again') runs.resume(found, step, lasting(c))
    else throw new InvalidInput({ step: 'Expected cancel, go or again.' })
    if (formOf(c) !== null) return status(c, found)
    return c.redirect(c.var.parts.urls.run(c.var.cluster.name, id), 303)
  })

export const status = (c: Context<Env>, found: Run): Promise<Response> =>
  send(c, `${JSON.stringify(runStatus(found), null, 2)}\n`, 'application/json; charset=utf-8')

const minutes = String(limits.forget / 60_000)

export function unknown(id: string): NotFound {
  const words = `This Portlight knows of no such run of yours. A run is forgotten ${minutes} minutes after its end and when Portlight is restarted, and where there are several Portlights only the one that began it knows it, and goes on with it: load this page again, or let what stands in front keep each person at one of them (session affinity). What it did is done: look at its objects in their list.`
  return new NotFound('run', id, words)
}

async function page(c: Context<Env>, of: Run): Promise<Response> {
  const { cluster, parts } = c.var
  const { urls, assets, config } = parts
  const head = runHead(of, { cluster: cluster.name, urls, readOnly: config.readOnly })
  const watch = String(of.version)
  return html(c, 'run/page', {
    shell: await shell(c, { title: head.title, resource: of.about.resource }),
    css: urls.asset(assets.names['run.css']),
    head,
    rows: runRows(of),
    stream: head.running ? urls.run(cluster.name, of.id, { watch }) : '',
    live: runLive(of),
    kubectl: of.about.kubectl,
    foot: foot(c),
  })
}
