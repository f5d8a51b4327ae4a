/** Watches: what changed since a version, line by line, until the client or its time is gone. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import { type Call, whole } from './call.ts'
import { expired, notHere } from './failure.ts'
import { apiVersion } from './kinds.ts'
import { partial, table } from './print.ts'
import { type Test, selection } from './select.ts'
import { type Change, versioned } from './store.ts'
import type { World } from './world.ts'

const bookmarkEvery = 60_000

/** Never answers itself: null. Too old a version is an ERROR inside the stream, as on the real server. */
export function watch(call: Call, world: World, response: ServerResponse): null {
  const { kind, query } = call
  const { store } = world
  if (query.has('sendInitialEvents')) throw notHere('sendInitialEvents')
  const since = whole(query, 'resourceVersion') ?? 0
  const [inside, print] = [selection(call), printer(call, world)]
  const send = (type: string, object: object) =>
    response.write(`${JSON.stringify({ type, object })}\n`)
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  if (since !== 0 && since < store.horizon) {
    send('ERROR', expired(`too old resource version: ${since} (${store.horizon})`).status)
    response.end()
    return null
  }
  const tell = (change: Change) => {
    const event = change.kind === kind ? seen(change, inside) : null
    if (event !== null) send(event.type, print(event.object))
  }
  const bookmark = () => {
    if (query.get('allowWatchBookmarks') === 'true')
      send('BOOKMARK', print(mark(call, store.version)))
  }
  const all = since === 0 ? store.list(kind).filter(inside) : []
  for (const object of all) send('ADDED', print(object))
  store.since(since || store.version).forEach(tell)
  store.changed.on('change', tell)
  const beat = setInterval(bookmark, bookmarkEvery)
  const seconds = whole(query, 'timeoutSeconds') ?? 1800
  /* One before the end. */
  const end = setTimeout(() => response.end(bookmark()), seconds * 1000)
  response.on('close', () => {
    store.changed.off('change', tell)
    clearInterval(beat)
    clearTimeout(end)
  })
  return null
}

/** With a selector an object may enter or leave without being created or deleted. */
function seen({ before, after, version }: Change, inside: Test) {
  const was = before !== null && inside(before)
  const is = after !== null && inside(after)
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object: after }
  return was ? { type: 'DELETED', object: versioned(after ?? before, version) } : null
}

/** Columns are told in the first event only. */
function printer(call: Call, world: World): (object: KubeObject) => object {
  if (call.accept.as === 'object') return (object) => object
  if (call.accept.as !== 'table') return partial
  let first = true
  return (object) => {
    const { resourceVersion } = object.metadata
    const told = table({ ...call, now: world.clock() }, [object], { resourceVersion })
    const columnDefinitions = first ? told.columnDefinitions : null
    first = false
    return { ...told, columnDefinitions }
  }
}

/** A bookmark is an empty object of the kind: as a Table it has one row of nothing. */
const mark = ({ kind }: Call, version: number): KubeObject => ({
  kind: kind.kind,
  apiVersion: apiVersion(kind),
  metadata: { resourceVersion: String(version) } as KubeObject['metadata'],
})
