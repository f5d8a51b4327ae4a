/** Who shares connections: everyone with the same address and TLS identity, so that 200 people are one session. */
import { createHash } from 'node:crypto'
import type { Address } from './contract.ts'
import { net, route } from './net.ts'
import type { Certificate, Net } from './net.ts'

interface Held {
  readonly net: Net
  users: number
}

// Process-wide on purpose: connections are the one thing that persons of one cluster have in common.
const open = new Map<string, Held>()

export interface Lease {
  readonly net: Net
  /** The connections close when the last who holds them lets go. */
  release(): void
}

export function lease(address: Address, certificate: Certificate | null): Lease {
  const key = keyOf(address, certificate)
  const held = open.get(key) ?? { net: net(route(address, certificate)), users: 0 }
  open.set(key, held)
  held.users += 1
  let released = false
  return {
    net: held.net,
    release() {
      if (released) return
      released = true
      held.users -= 1
      if (held.users > 0) return
      open.delete(key)
      held.net.close()
    },
  }
}

function keyOf(address: Address, certificate: Certificate | null): string {
  const { cluster, url, ca, servername, insecure, proxy } = address
  const parts = [cluster, url.href, ca, servername, insecure, proxy?.href]
  const hash = createHash('sha256')
  for (const part of [...parts, certificate?.cert, certificate?.key]) {
    hash.update(
      part === undefined ? 'none' : `some ${Buffer.from(String(part)).toString('base64')} `,
    )
  }
  return hash.digest('base64')
}
