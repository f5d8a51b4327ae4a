/** An object's own stream: the object as it is now, its events, and that it is gone. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { type Message, stream } from '../http/sse.ts'
import { KubeError } from '../errors.ts'
import { fieldsWritten } from '../kinds/parts/selectors.ts'
import { kindOf } from '../kinds.ts'
import type { Kube, KubeObject, ObjectMeta, Ref, Table } from '../kube.ts'
import { stateOf } from '../live/joined.ts'
import type { State } from '../live/collection.ts'
import type { Shared } from '../live/registry.ts'
import { render } from '../views.ts'
import { silent } from '../views/live.ts'
import { type ObjectContext, place, versionOf } from '../views/object.ts'
import { noParts, type ObjectParts, type ObjectPatch } from '../views/object-live.ts'
import { fieldsOf } from './about.ts'
import { follower, type Join } from './follower.ts'
import { framed } from './framed.ts'
import { looked, markOf } from './looked.ts'
import { readsOf } from './reads.ts'
import { eventful } from './owned-events.ts'
import { followRelations, type Relations } from './related-live.ts'
import { untilOver } from './until-over.ts'

/** Milliseconds between two messages. */
const pace = 500

type Changed = ReturnType<Relations['changed']>

type Lost = (context: ObjectContext, replaced: boolean) => typeof nothing

/** How the part of the object that the page is about looks now. */
export interface Part {
  /** @param printed the object as a table of one row. */
  readonly draw: (printed: Table) => Promise<Partial<ObjectParts>>
  /** What is said once it is not there any more; absent: that the page shows it as it was. */
  readonly lost?: Lost
  /** It shows what belongs to the object. */
  readonly related?: boolean
  /** It shows events itself; else a fragment on the page is told that there are others. */
  readonly events?: boolean
}

/** @param seen uid and resourceVersion of what the page shows, a dot between. */
export function objectStream(
  c: Context<Env>,
  context: ObjectContext,
  seen: string,
  part: Part,
): Response {
  const from = c.req.header('last-event-id') ?? seen
  return stream(c, (signal) => framed(c, messages(c, context, from, part, signal)), untilOver(c))
}

async function* messages(
  c: Context<Env>,
  context: ObjectContext,
  seen: string,
  part: Part,
  signal: AbortSignal,
): AsyncIterable<Message> {
  const join = await follower(c)
  // Before anything is joined: what is joined has to be left.
  const related = relationsOf(context, part)
  const object = related.length > 0 ? await present(c.var.kube, context.ref) : null
  const [self, events] = joined(join, context)
  const relations = object === null ? null : followRelations(related, object, context, join)
  const others = [...(events === null ? [] : [events]), ...(relations?.shared ?? [])]
  const tell = teller(context, seen, part)
  const news = newsOf(events)
  const owned = ownedNews(context)
  yield* looked([self], others, pace, signal, async () => {
    const table = self.collection.table()
    if (table === null) return []
    const changed = relations?.changed() ?? []
    const fresh = [news(), owned(changed)].includes(true)
    const message = await tell(table, stateOf([self.collection]), fresh && part.events === true)
    const beside = part.related === true ? belonging(changed) : []
    const said = [...(message === null ? [] : [message]), ...beside]
    return fresh && part.events !== true ? [...said, { event: 'events', data: '' }] : said
  })
}

/** What is followed beside the object: all that belongs to it, or what its events tell of. */
function relationsOf(context: ObjectContext, { related, events }: Part) {
  if (related === true) return kindOf(context.ref.resource.id)?.relations ?? []
  return events === true ? eventful(context) : []
}

/** What belongs to it, where that has changed. It says nothing of the object: its id stays. */
function belonging(related: Changed): readonly Message[] {
  if (related.length === 0) return []
  return [{ data: render('object/patch', { ...noParts, ...nothing, related, live: null }) }]
}

/** The object by its name, and its events where they are served. */
function joined(join: Join, { ref, discovery }: ObjectContext): [Shared, Shared | null] {
  const { namespace, name, resource } = ref
  const reads = readsOf(resource)
  const fields = fieldsWritten({ 'metadata.name': name })
  const read = (kube: Kube) => alone(kube, ref)
  const self = join({ resource, query: { namespace, fields, reads }, read, unwatched: [403, 405] })
  const events = discovery.get('events')
  if (events === undefined) return [self, null]
  const query = { namespace, fields: fieldsOf(ref) }
  const list = (kube: Kube) => kube.table(events, query)
  return [self, join({ resource: events, query, read: list, unwatched: [405] })]
}

/** Null once it is gone: its stream says so. */
async function present(kube: Kube, ref: Ref): Promise<KubeObject | null> {
  try {
    return (await kube.get(ref)).value
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 404) throw error
    return null
  }
}

/** The object as a list of one, or of none once it is gone: for who may read it but not watch it. */
async function alone(kube: Kube, ref: Ref): Promise<Table> {
  try {
    return await kube.row(ref, readsOf(ref.resource))
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

/** Whether what the object owns looks different: events have told of it then. The first look only remembers. */
function ownedNews(context: ObjectContext): (changed: Changed) => boolean {
  const ids = new Set(eventful(context).map(({ id }) => `part-${id}`))
  const seen = new Set<string>()
  return (changed) => {
    const owned = changed.map(({ id }) => id).filter((id) => ids.has(id))
    const news = owned.some((id) => seen.has(id))
    for (const id of owned) seen.add(id)
    return news
  }
}

/** The uid in what a page shows (an API may have none); null for a word of no page: whatever stands there is shown. */
function uidOf(seen: string): string | null {
  if (seen === 'gone') return seen
  return /^(?:[0-9a-f-]{36})?\.[^.]*$/.test(seen) ? (seen.split('.')[0] ?? '') : null
}

const stampOf = (meta: ObjectMeta | null) => (meta === null ? 'gone' : versionOf(meta))

/** What there is to say at each look: the object where it is another version, or that it is gone. */
function teller(context: ObjectContext, seen: string, { draw, lost = left }: Part) {
  const self = ownOf(seen)
  let shown = seen
  let said = ''
  return async (printed: Table, state: State, anew: boolean): Promise<Message | null> => {
    const meta = printed.rows[0]?.meta ?? null
    const id = stampOf(meta)
    const live = markOf(state)
    const same = id === shown && !anew
    if (same && live.words === said) return null
    const here = self(meta)
    const parts = same || !here ? {} : await draw(printed)
    shown = id
    said = live.words
    const rest = here ? { ...nothing, live } : { ...lost(context, meta !== null), live: silent }
    return told(id, { ...noParts, ...parts, ...rest })
  }
}

/** Whether what stands there is what the page shows. */
function ownOf(seen: string): (meta: ObjectMeta | null) => boolean {
  let uid = uidOf(seen)
  return (meta) => {
    if (meta === null) return false
    uid ??= meta.uid ?? ''
    return (meta.uid ?? '') === uid
  }
}

const told = (id: string, patch: ObjectPatch): Message => ({
  id,
  data: render('object/patch', patch),
})

const nothing = { gone: '', next: '' }

function left({ urls, cluster, ref }: ObjectContext, replaced: boolean): typeof nothing {
  if (!replaced)
    return { gone: 'It has been deleted. This page shows it as it was last.', next: '' }
  const gone =
    'It has been deleted, and another object has its name now. This page shows the old one as it was last.'
  return { gone, next: urls.object(cluster, place(ref)) }
}
