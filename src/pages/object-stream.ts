/** An object's own stream: the object as it is now, its events, and that it is gone. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { type Message, stream } from '../http/sse.ts'
import { KubeError } from '../errors.ts'
import type { Kube, ObjectMeta, Ref, Table } from '../kube.ts'
import { stateOf } from '../live/joined.ts'
import type { State } from '../live/collection.ts'
import type { Shared } from '../live/registry.ts'
import { render } from '../views.ts'
import { silent } from '../views/live.ts'
import { objectBody, type ObjectContext, place } from '../views/object.ts'
import type { ObjectPatch } from '../views/object-live.ts'
import { fieldsOf } from './events.ts'
import { follower } from './follower.ts'
import { framed } from './framed.ts'
import { looked, markOf } from './looked.ts'

/** Milliseconds between two messages. */
const pace = 500

/** @param seen uid and resourceVersion of what the page shows, a dot between. */
export function objectStream(c: Context<Env>, context: ObjectContext, seen: string): Response {
  const from = c.req.header('last-event-id') ?? seen
  return stream(c, (signal) => framed(c, messages(c, context, from, signal)), c.var.parts.down)
}

async function* messages(
  c: Context<Env>,
  context: ObjectContext,
  seen: string,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const [self, events] = await joined(c, context)
  const others = events === null ? [] : [events]
  const tell = teller(c, context, seen)
  const news = newsOf(events)
  yield* looked([self], others, pace, signal, async () => {
    const table = self.collection.table()
    const message = table === null ? null : await tell(table, stateOf([self.collection]))
    const said = message === null ? [] : [message]
    return news() ? [...said, { event: 'events', data: '' }] : said
  })
}

/** The object by its name, and its events where they are served. */
async function joined(
  c: Context<Env>,
  { ref, discovery }: ObjectContext,
): Promise<[Shared, Shared | null]> {
  const join = await follower(c)
  const { namespace, name, resource } = ref
  const fields = `metadata.name=${name}`
  const read = (kube: Kube) => alone(kube, ref)
  const self = join({ resource, query: { namespace, fields }, read, unwatched: [403, 405] })
  const events = discovery.get('events')
  if (events === undefined) return [self, null]
  const query = { namespace, fields: fieldsOf(ref) }
  const list = (kube: Kube) => kube.table(events, query)
  return [self, join({ resource: events, query, read: list, unwatched: [405] })]
}

/** The object as a list of one, or of none once it is gone: for who may read it but not watch it. */
async function alone(kube: Kube, ref: Ref): Promise<Table> {
  try {
    return await kube.row(ref)
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 404) throw error
    return { columns: [], rows: [], version: '', continue: null, remaining: 0, warnings: [] }
  }
}

/** Whether there are other events than at the last look; the first look only remembers. */
function newsOf(events: Shared | null): () => boolean {
  let known: string | null = null
  return () => {
    const table = events?.collection.table() ?? null
    if (table === null) return false
    const now = table.rows.map(({ meta }) => versionOf(meta)).join()
    const news = known !== null && known !== now
    known = now
    return news
  }
}

/** What there is to say at each look: the object where it is another version, or that it is gone. */
function teller(c: Context<Env>, context: ObjectContext, seen: string) {
  const uid = seen.split('.')[0] ?? ''
  let shown = seen
  let said = ''
  return async (table: Table, state: State): Promise<Message | null> => {
    const meta = table.rows[0]?.meta
    const id = meta === undefined ? 'gone' : versionOf(meta)
    const live = markOf(state)
    const same = id === shown
    if (same && live.live === said) return null
    shown = id
    said = live.live
    if (meta?.uid !== uid)
      return told(id, { body: null, ...lost(context, meta !== undefined), live: silent })
    const body = same ? null : await bodyOf(c, context, table)
    return told(id, { body, ...nothing, live })
  }
}

const versionOf = ({ uid, resourceVersion }: ObjectMeta) => `${uid ?? ''}.${resourceVersion ?? ''}`
const told = (id: string, patch: ObjectPatch): Message => ({
  id,
  data: render('object/patch', patch),
})

const nothing = { gone: '', next: '' }

function lost({ urls, cluster, ref }: ObjectContext, replaced: boolean): typeof nothing {
  if (!replaced)
    return { gone: 'It has been deleted. This page shows it as it was last.', next: '' }
  const gone =
    'It has been deleted, and another object has its name now. This page shows the old one as it was last.'
  return { gone, next: urls.object(cluster, place(ref)) }
}

async function bodyOf(c: Context<Env>, context: ObjectContext, table: Table) {
  const { value } = await c.var.kube.get(context.ref)
  return objectBody(value, table, { ...context, now: new Date() })
}
