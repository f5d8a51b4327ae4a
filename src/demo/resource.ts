/** What can be done to a resource: method and place lead to one function each. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import { type Call, watches } from './call.ts'
import { exec } from './exec.ts'
import { notFound, notHere, nowhere } from './failure.ts'
import { measured } from './kinds.ts'
import { log } from './log.ts'
import { authorize, review } from './people.ts'
import { get, list } from './read.ts'
import { evict, rescale, scale } from './sub.ts'
import { usage } from './usage.ts'
import { watch } from './watch.ts'
import { place } from './store.ts'
import type { World } from './world.ts'
import { create, erase, patch, update } from './write.ts'

/** null: the answer is a stream that writes itself. */
export function resource(call: Call, world: World, response: ServerResponse): object | null {
  const { method, kind } = call
  const at = call.name === null ? 'collection' : (call.sub ?? 'object')
  const act = acts[`${method} ${kind.group.startsWith('auth') ? 'review ' : ''}${at}`]
  if (act === undefined) throw notHere(`${method} of ${kind.plural} (${at})`)
  if (call.sub !== null && !kind.subs.some((one) => one.subresource === call.sub)) throw nowhere()
  authorize(call)
  return act(call, world, response)
}

type Act = (call: Call, world: World, response: ServerResponse) => object | null

const acts: Readonly<Record<string, Act>> = {
  'GET collection': (call, world, response) =>
    watches(call)
      ? watch(call, world, response)
      : list(call, call.kind.group === measured ? usage(call, world.store) : world.store),
  'POST collection': create,
  'POST review collection': review,
  'GET object': (call, world) => get(call, found(call, world)),
  'PUT object': (call, world) => update(call, world, found(call, world)),
  'PATCH object': (call, world) =>
    call.headers['content-type']?.startsWith('application/apply') && !stored(call, world)
      ? create(call, world)
      : patch(call, world, found(call, world)),
  'DELETE object': (call, world) => erase(call, world, found(call, world)),
  'POST eviction': (call, world) => evict(call, world, found(call, world)),
  'GET scale': (call, world) => scale(call, found(call, world)),
  'PUT scale': (call, world) => rescale(call, world, found(call, world)),
  'PATCH scale': (call, world) => rescale(call, world, found(call, world)),
  'GET exec': (call, world, response) => exec(call, found(call, world), response),
  'GET log': (call, world, response) => log(call, world, found(call, world), response),
}

function found(call: Call, world: World): KubeObject {
  const object = stored(call, world)
  if (object === undefined) throw notFound(call.kind, call.name ?? '')
  return object
}

function stored(call: Call, { store }: World): KubeObject | undefined {
  const [kind, key] = [call.kind, `${call.namespace ?? ''}/${call.name}`]
  if (kind.group === measured)
    return usage(call, store)
      .list(kind)
      .find((one) => place(one) === key)
  return store.get(kind, call.namespace ?? '', call.name ?? '')
}
