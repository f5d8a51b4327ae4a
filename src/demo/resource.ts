/** What can be done to a resource: method and place lead to one function each. */
import type { ServerResponse } from 'node:http'
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { notAllowed, notFound, notHere, nowhere } from './failure.ts'
import { get, list } from './read.ts'
import { log } from './log.ts'
import { watch } from './watch.ts'
import type { World } from './world.ts'
import { erase, patch } from './write.ts'

/** null: the answer is a stream that writes itself. */
export function resource(call: Call, world: World, response: ServerResponse): object | null {
  world.seen()
  if (call.name === null) return collection(call, world, response)
  const reads = call.sub === 'log' && call.kind.kind === 'Pod'
  if (call.sub !== null && !reads) throw elsewhere.has(call.sub) ? notHere(call.sub) : nowhere()
  const object = found(call, world, call.name)
  if (reads) return log(call, object, response)
  switch (call.method) {
    case 'GET':
      return get(call, object)
    case 'PATCH':
      return patch(call, world, object)
    case 'DELETE':
      return erase(call, world, object)
    case 'PUT':
      throw notHere(`update of ${call.kind.plural}`)
    default:
      throw notAllowed()
  }
}

/** Subresources that a real API server has. */
const elsewhere = new Set(
  'status scale exec attach portforward proxy eviction binding ephemeralcontainers resize token approval finalize'.split(
    ' ',
  ),
)

function collection(call: Call, world: World, response: ServerResponse): object | null {
  switch (call.method) {
    case 'GET':
      return ['true', '1'].includes(call.query.get('watch') ?? '')
        ? watch(call, world, response)
        : list(call, world.store)
    case 'POST':
    case 'DELETE':
      throw notHere(
        `${call.method === 'POST' ? 'create' : 'deletecollection'} of ${call.kind.plural}`,
      )
    default:
      throw notAllowed()
  }
}

function found(call: Call, world: World, name: string): KubeObject {
  const object = world.store.get(call.kind, call.namespace ?? '', name)
  if (object === undefined) throw notFound(call.kind, name)
  return object
}
