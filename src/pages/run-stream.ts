/** A run's own stream: what has come of its objects meanwhile, until it is over. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { type Message, stream } from '../http/sse.ts'
import { ticks } from '../live/ticks.ts'
import type { Run, State, Step } from '../runs.ts'
import { render } from '../views.ts'
import { plain } from '../views/escape.ts'
import { rowsSince, runHead, runLive, runRows } from '../views/run.ts'
import { framed } from './framed.ts'
import { wires } from './list-as/wires.ts'
import { untilOver } from './until-over.ts'

/** Milliseconds between two messages. */
const pace = 300

/** @param run undefined where it is not known here any more: the page that has it hears so. @param seen the version that the page shows. */
export function runStream(c: Context<Env>, run: Run | undefined, seen: string): Response {
  const from = Number(c.req.header('last-event-id') ?? seen)
  const told = (signal: AbortSignal) =>
    run === undefined ? forgotten() : messages(c, run, Number.isInteger(from) ? from : -1, signal)
  return stream(c, (signal) => framed(c, told(signal)), untilOver(c))
}

/** The same as lines of text, each object once it is over. */
export function runLines(c: Context<Env>, run: Run): Response {
  const told = (signal: AbortSignal) => framed(c, lines(run, signal))
  return stream(c, told, untilOver(c), undefined, wires.txt)
}

async function* lines(run: Run, signal: AbortSignal): AsyncIterable<Message> {
  const said = new Set<string>()
  for await (const _ of ticks([run], pace, signal)) {
    const over = run.steps.filter(({ item, state }) => isOver(state) && !said.has(item.id))
    for (const { item } of over) said.add(item.id)
    const rows = over.map((step) => plain(lineOf(step)))
    if (rows.length > 0) yield { data: `${rows.join('\n')}\n` }
    if (run.state !== 'running') break
  }
  if (run.why !== '') yield { event: 'note', data: run.why }
}

const isOver = (state: State) => state !== 'waiting' && state !== 'doing'

function lineOf({ item: { namespace, name }, state, words }: Step): string {
  const what = `${namespace === null ? '' : `${namespace}/`}${name}`
  return [state, what, words.replaceAll(/\s+/g, ' ')].join('\t')
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
  let seen = from
  for await (const _ of ticks([run], pace, signal)) {
    const { version } = run
    const ended = run.state !== 'running'
    if (version === seen && !ended) continue
    yield patch(c, run, seen)
    seen = version
    // The page’s own stream goes with this message: nothing is left that would come back.
    if (ended) return
  }
  if (!c.var.parts.down.aborted || c.req.raw.signal.aborted) return
  // No other process knows of it: how it ends is the last that its page hears.
  await run.over
  yield patch(c, run, seen)
}

function patch(c: Context<Env>, run: Run, seen: number): Message {
  const { cluster, parts } = c.var
  const about = { cluster: cluster.name, urls: parts.urls, readOnly: parts.config.readOnly }
  const ended = run.state !== 'running'
  const rows = ended ? [] : rowsSince(run, seen)
  const all = ended ? runRows(run) : []
  const data = render('run/patch', { head: runHead(run, about), rows, all, live: runLive(run) })
  return { id: String(run.version), data }
}
