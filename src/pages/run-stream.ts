/** A run's own stream: what has come of its objects meanwhile, until it is over. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { type Message, stream } from '../http/sse.ts'
import { ticks } from '../live/ticks.ts'
import type { Run } from '../runs.ts'
import { render } from '../views.ts'
import { rowsSince, runHead, runLive, runRows } from '../views/run.ts'
import { framed } from './framed.ts'

/** Milliseconds between two messages. */
const pace = 300

/** @param run undefined where it is not known here any more: the page that has it hears so. @param seen the version that the page shows. */
export function runStream(c: Context<Env>, run: Run | undefined, seen: string): Response {
  const from = Number(c.req.header('last-event-id') ?? seen)
  const told = (signal: AbortSignal) =>
    run === undefined ? forgotten() : messages(c, run, Number.isInteger(from) ? from : -1, signal)
  return stream(c, (signal) => framed(c, told(signal)), c.var.parts.down)
}

async function* forgotten(): AsyncIterable<Message> {
  yield {
    event: 'end',
    data: 'this Portlight does not know the run any more (it was restarted, or is another one). What was done is done',
  }
}

async function* messages(
  c: Context<Env>,
  run: Run,
  from: number,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const { cluster, parts } = c.var
  const about = { cluster: cluster.name, urls: parts.urls, readOnly: parts.config.readOnly }
  let seen = from
  for await (const _ of ticks([run], pace, signal)) {
    const { version } = run
    const isOver = run.state !== 'running'
    if (version === seen && !isOver) continue
    const rows = isOver ? [] : rowsSince(run, seen)
    const all = isOver ? runRows(run) : []
    const patch = { head: runHead(run, about), rows, all, live: runLive(run) }
    yield { id: String(version), data: render('run/patch', patch) }
    seen = version
    if (isOver) break
  }
  if (!signal.aborted) yield { event: 'end', data: 'it is over' }
}
