/** Watches: what changed since a version, line by line, until the client or its time is gone. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { type Failure, expired, invalid } from './failure.ts'
import { apiVersion } from './kinds.ts'
import { partial, table } from './print.ts'
import { asked, printing, whole } from './read.ts'
import { type Test, selection } from './select.ts'
import { type Change, versioned } from './store.ts'
import type { World } from './world.ts'

type Send = (type: string, object: object) => void

const bookmarkEvery = 60_000

/** A client that does not read is let go at so many bytes. */
const patience = 16 << 20

/** Never answers itself: null. Too old a version is an ERROR inside the stream, as on the real server. */
export function watch(call: Call, world: World, response: ServerResponse): null {
  const { query } = call
  if (query.has('sendInitialEvents')) throw unserved
  const test = selection(call.kind, query) ?? (() => true)
  const since = whole(query, 'resourceVersion') ?? 0
  const seconds = whole(query, 'timeoutSeconds') ?? 1800
  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  })
  response.flushHeaders()
  const send: Send = (type, object) => {
    response.write(`${JSON.stringify({ type, object })}\n`)
    if (response.writableLength > patience) response.destroy()
  }
  if (since !== 0 && since < world.store.horizon) {
    send('ERROR', tooOld(since, world.store.horizon).status)
    response.end()
    return null
  }
  follow(call, world, response, { since, seconds, test, send })
  return null
}

const unserved = invalid('meta.k8s.io', 'ListOptions', '', {
  reason: 'FieldValueForbidden',
  message:
    'Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
  field: 'sendInitialEvents',
})

const tooOld = (since: number, horizon: number): Failure =>
  expired(`too old resource version: ${since} (${horizon})`)

function follow(
  call: Call,
  world: World,
  response: ServerResponse,
  how: { since: number; seconds: number; test: Test; send: Send },
): void {
  const { kind, namespace, query } = call
  const { store } = world
  const print = printer(call, world)
  const inside: Test = (object) =>
    (namespace === null || object.metadata.namespace === namespace) && how.test(object)
  const tell = (change: Change) => {
    const event = change.kind === kind ? seen(change, inside) : null
    if (event !== null) how.send(event.type, print(event.object))
  }
  const bookmark = () => {
    if (query.get('allowWatchBookmarks') === 'true')
      how.send('BOOKMARK', print(mark(call, store.version)))
  }
  if (how.since === 0)
    for (const object of store.list(kind, namespace).filter(inside))
      how.send('ADDED', print(object))
  else store.since(how.since).forEach(tell)
  store.changed.on('change', tell)
  const beat = setInterval(bookmark, bookmarkEvery).unref()
  const end = setTimeout(() => {
    bookmark()
    response.end()
  }, how.seconds * 1000).unref()
  const leave = world.watched()
  response.on('close', () => {
    store.changed.off('change', tell)
    clearInterval(beat)
    clearTimeout(end)
    leave()
  })
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
  if (call.accept.as === 'object') return (object) => asked(call, object)
  if (call.accept.as !== 'Table') return partial
  let first = true
  return (object) => {
    const metadata = { resourceVersion: object.metadata.resourceVersion }
    const print = { ...printing(call), now: world.clock(), metadata }
    const told = table(call.kind, [object], print)
    if (!first) return { ...told, columnDefinitions: null }
    first = false
    return told
  }
}

/** A bookmark is an empty object of the kind: as a Table it has one row of nothing. */
const mark = ({ kind, version }: Call, at: number): KubeObject => ({
  kind: kind.kind,
  apiVersion: apiVersion(kind, version),
  metadata: { resourceVersion: String(at) } as KubeObject['metadata'],
})
