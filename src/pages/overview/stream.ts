/** An overview's own stream: each part of it as it is now. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { type Message, stream } from '../../http/sse.ts'
import { ticks } from '../../live/ticks.ts'
import { render } from '../../views.ts'
import { type Live, loading, silent } from '../../views/live.ts'
import { digest, idle, patch } from '../../views/overview-live.ts'
import { type Overview, type OverviewParts, overviewParts } from '../../views/overview.ts'
import { once } from '../drawn.ts'
import { end, framed } from '../framed.ts'
import { markOf } from '../looked.ts'
import { type Gathered, type Gathering, soon } from './gathering.ts'
import { untilOver } from '../until-over.ts'

/** Milliseconds between two messages. */
const pace = 1000
/** Milliseconds that the first of them waits for what the page had, too. */
const patience = 300

/** @param gather begins to look; the stream gives it back. @param read what is built of it now. */
export function overviewStream(
  c: Context<Env>,
  gather: () => Promise<Gathering>,
  read: (gathered: Gathered) => Overview,
): Response {
  const seen = c.req.header('last-event-id') ?? c.req.query('watch') ?? ''
  const messages = async function* (signal: AbortSignal): AsyncIterable<Message> {
    const gathering = await gather()
    try {
      await soon(gathering, signal, patience, false)
      yield* told(gathering, { read, way: c.var.parts.urls.way }, seen, signal)
    } finally {
      gathering.leave()
    }
  }
  return stream(c, (signal) => framed(c, messages(signal)), untilOver(c))
}

interface Drawing {
  readonly read: (gathered: Gathered) => Overview
  /** Of its addresses. */
  readonly way: string
}

async function* told(
  gathering: Gathering,
  drawing: Drawing,
  seen: string,
  signal: AbortSignal,
): AsyncIterable<Message> {
  let [shown, said] = [seen, '']
  for await (const _ of ticks([gathering], pace, signal)) {
    const over = gathering.over()
    if (over !== null) {
      yield end(over)
      return
    }
    const now = mark(gathering)
    const words = JSON.stringify(now)
    const parts = await drawn(gathering, drawing)
    const live = words === said ? null : now
    const { message } = steps(parts, `${shown} ${live === null ? '' : words}`, () => ({
      message: messageOf(shown, parts, live),
    }))
    if (message === null) continue
    ;[shown, said] = [message.id ?? '', words]
    yield message
  }
}

/** What all who show the same are told is worked out once. */
const steps = once<{ readonly message: Message | null }>()

function messageOf(shown: string, parts: OverviewParts, live: Live | null): Message | null {
  const next = patch(shown, parts, live)
  return idle(next) ? null : { id: digest(parts), data: render('overview/patch', next) }
}

/** By what they look at in common: how it was drawn last. */
const last = new WeakMap<object, { readonly version: string; readonly parts: OverviewParts }>()

/** Drawn once for all who are the same person and look at the same; words of ages are good for a minute. */
async function drawn(gathering: Gathering, { read, way }: Drawing): Promise<OverviewParts> {
  const version = `${gathering.version()} ${Math.floor(Date.now() / 60_000)} ${way}`
  const anchor = gathering.anchor()
  const known = anchor && last.get(anchor)
  if (known?.version === version) return known.parts
  const parts = overviewParts(read(await gathering.now()))
  if (anchor !== undefined && version.startsWith(gathering.version()))
    last.set(anchor, { version, parts })
  return parts
}

function mark(gathering: Gathering): Live {
  const state = gathering.state()
  if (!gathering.settled() || state?.state === 'loading') return loading(0, null)
  return state === null ? silent : markOf(state)
}
