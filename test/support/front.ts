/** A TCP proxy in front of a target: it counts connections, cuts and freezes; it never invents an answer. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { listen } from './listen.ts'

export interface Front {
  /** The target's URL by way of this proxy. */
  readonly url: URL
  /** Connections taken so far. */
  taken(): number
  /** Connections open now. */
  open(): number
  /** Breaks every open connection with a reset. */
  cut(): void
  /** Takes connections and bytes but passes nothing on, until called with false. */
  freeze(frozen: boolean): void
  /** What is open now stays open but passes nothing on any more, as after a sleep of the machine; new ones do. */
  strand(): void
  close(): Promise<void>
}

export async function front(target: URL): Promise<Front> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const stranded = new WeakSet<object>()
  let taken = 0
  let frozen = false
  const server = createServer((near) => {
    taken += 1
    const far = connect(Number(target.port), target.hostname)
    const pair = [near, far] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.on('data', (chunk) => frozen || stranded.has(pair) || to.write(chunk))
    }
    near.once('close', () => pairs.delete(pair))
  })
  const url = new URL(target)
  url.port = String(await listen(server))
  return {
    url,
    taken: () => taken,
    open: () => pairs.size,
    cut() {
      for (const [near] of pairs) near.resetAndDestroy()
    },
    freeze: (on) => void (frozen = on),
    strand() {
      for (const pair of pairs) stranded.add(pair)
    },
    async close() {
      for (const [near] of pairs) near.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
