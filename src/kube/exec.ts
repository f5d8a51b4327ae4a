/** Begins a command in a container, or takes hold of what runs in it. */
import type { WebSocket } from 'ws'
import { KubeError, type Unreachable } from '../errors.ts'
import { type Call, type Link, type Send, timed } from './call.ts'
import { type Channel, channelOf, type ExecQuery } from './channel.ts'
import type { Ref, Work } from './contract.ts'
import { Fault, unreachable } from './fault.ts'
import { openChannels } from './limits.ts'
import type { Upgraded } from './net.ts'
import { pathOf } from './path.ts'

/** Newest first: v5 can end the input without ending the rest. */
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io']

/** The channels that one person has open on one cluster. */
export interface Channels {
  open(work: Work, ref: Ref, query: ExecQuery): Promise<Channel>
  close(): void
}

export function channels(link: Link, budget = openChannels): Channels {
  /** Null: it is being opened. */
  const held = new Map<symbol, WebSocket | null>()
  return {
    async open(work, ref, query) {
      const asking = callOf(ref, query)
      if (held.size >= budget) throw usedUp(asking, budget)
      const place = Symbol(asking.path)
      held.set(place, null)
      try {
        const socket = await opened(link, work, asking)
        if (!held.has(place)) throw meanwhile(link, socket)
        held.set(place, socket)
        socket.once('close', () => held.delete(place))
        return channelOf(socket)
      } catch (error) {
        held.delete(place)
        throw error
      }
    },
    close() {
      for (const socket of held.values()) socket?.terminate()
      held.clear()
    },
  }
}

async function opened(link: Link, work: Work, asking: Call): Promise<WebSocket> {
  const { socket } = await timed(link, work, asking, upgrading)
  if (socket === null) throw new Fault('answer', 'it did not become a WebSocket')
  return socket
}

/** All were closed while it was opened. */
function meanwhile(link: Link, socket: WebSocket): Unreachable {
  socket.terminate()
  const fault = new Fault('connection', 'it was closed while it was opened')
  return unreachable(link.address.cluster, fault, 'connection')
}

const upgrading: Send<Upgraded> = async (net, sent, clock) => {
  const answer = await net.upgrade(sent, protocols, clock)
  const { status, headers, body } = answer
  return { head: { status: status === 101 ? 200 : status, headers, body }, value: () => answer }
}

function callOf({ resource, namespace, name }: Ref, { container, command, tty }: ExecQuery): Call {
  const subresource = command === undefined ? 'attach' : 'exec'
  const asked = {
    container,
    stdin: 'true',
    stdout: 'true',
    // A terminal has one output.
    ...(tty ? { tty: 'true' } : { stderr: 'true' }),
  }
  const words = (command ?? []).map((word) => ['command', word] as const)
  return {
    asked: { verb: 'create', resource: `${resource.id}/${subresource}`, namespace, name },
    path: pathOf({ resource, namespace, name, subresource }, asked, words),
    accept: 'application/json, */*',
    limit: 'watch',
  }
}

function usedUp({ asked }: Call, budget: number): KubeError {
  const message = `${budget} shells are open on this cluster already: close one and try again.`
  return new KubeError(asked, { status: 429, reason: 'TooManyRequests', message })
}
