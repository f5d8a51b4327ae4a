/** Begins a command in a container, or takes hold of what runs in it. */
import type { WebSocket } from 'ws'
import { KubeError, type Unreachable } from '../errors.ts'
import { type Call, type Link, type Send, timed } from './call.ts'
import { type Channel, channelOf, type ExecQuery, protocols } from './channel.ts'
import type { Ref, Work } from './contract.ts'
import { Fault, unreachable } from './fault.ts'
import { openChannels } from './limits.ts'
import type { Upgraded } from './net.ts'
import { pathOf } from './path.ts'
import { places } from './places.ts'

/** The channels that one person has open on one cluster. */
export interface Channels {
  open(work: Work, ref: Ref, query: ExecQuery): Promise<Channel>
  /** How many are open, or being opened. */
  many(): number
  close(): void
}

export function channels(link: Link, budget = openChannels): Channels {
  const held = places<WebSocket>(budget, (socket) => socket.terminate())
  return {
    async open(work, ref, query) {
      const asking = callOf(ref, query)
      const { value, ended, leave } = await held.take(
        () => opened(link, work, asking),
        () => usedUp(asking, budget),
      )
      if (ended) throw meanwhile(link)
      value.once('close', leave)
      return channelOf(value)
    },
    many: held.taken,
    close: held.close,
  }
}

async function opened(link: Link, work: Work, asking: Call): Promise<WebSocket> {
  const { socket } = await timed(link, work, asking, upgrading)
  if (socket === null) throw new Fault('answer', 'it did not become a WebSocket')
  return socket
}

/** All were closed while it was opened. */
function meanwhile(link: Link): Unreachable {
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
    limit: 'exec',
  }
}

function usedUp({ asked }: Call, budget: number): KubeError {
  const message = `${budget} shells are open on this cluster already: close one and try again.`
  return new KubeError(asked, { status: 429, reason: 'TooManyRequests', message })
}
