/** What can be done to a resource: method and place lead to one function each. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { evict } from './evict.ts'
import { notFound, notHere } from './failure.ts'
import { measured } from './kinds.ts'
import { log } from './log.ts'
import { authorize } from './people.ts'
import { get, list } from './read.ts'
import { review } from './review.ts'
import { usage } from './usage.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'
import { create } from './create.ts'
import { erase, patch, update } from './write.ts'

/** null: the answer is a stream that writes itself. */
export function resource(call: Call, world: World, response: ServerResponse): object | null {
  const { method, kind } = call
  const place = call.name === null ? 'collection' : (call.sub ?? 'object')
  const act = (kind.group.startsWith('auth') ? reviews : acts)[`${method} ${place}`]
  if (act === undefined) throw notHere(`${method} of ${kind.plural} (${place})`)
  authorize(call)
  return act(call, world, response)
}

type Act = (call: Call, world: World, response: ServerResponse) => object | null

const acts: Readonly<Record<string, Act>> = {
  'GET collection': (call, world, response) =>
    /^(true|1)$/.test(call.query.get('watch') ?? '')
      ? watch(call, world, response)
      : list(call, call.kind.group === measured ? usage(call, world.store) : world.store),
  'POST collection': create,
  'GET object': (call, world) => get(call, found(call, world)),
  'PUT object': (call, world) => update(call, world, found(call, world)),
  'PATCH object': (call, world) => patch(call, world, found(call, world)),
  'DELETE object': (call, world) => erase(call, world, found(call, world)),
  'POST eviction': (call, world) => evict(call, world, found(call, world)),
  'GET log': (call, world, response) => log(call, world, found(call, world), response),
}

const reviews: typeof acts = { 'POST collection': review }

function found(call: Call, world: World): KubeObject {
  const name = call.name ?? ''
  const from = call.kind.group === measured ? usage(call, world.store) : world.store
  const object = from.get(call.kind, call.namespace ?? '', name)
  if (object === undefined) throw notFound(call.kind, name)
  return object
}
