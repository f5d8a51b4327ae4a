/** What proxies in front say of a request (`X-Forwarded-*`), believed only where the proxy is one of ours. */
import { BlockList, isIP } from 'node:net'
import type { IncomingMessage } from 'node:http'

/** How a request was sent, as far as that can be believed. */
export interface Sent {
  /** The address of who sent it; before proxies of ours the first that is none of them. */
  readonly client: string
  /** It came by a proxy of ours. */
  readonly trusted: boolean
  /** The browser's own connection is https. */
  readonly secure: boolean
  /** The path in front of every address, as the browser has it. */
  readonly base: string
}

/** What holds where no proxy says anything else. */
export interface Own {
  readonly base: string
  readonly secure: boolean
}

export type Trusts = (address: string) => boolean

/** @param networks addresses and CIDRs, checked. */
export function trusting(networks: readonly string[]): Trusts {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) =>
    isIP(address) > 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Reads the headers, and gives the request the address and the `Host` that the browser sent: from here on nobody
 * has to know that there is a proxy.
 */
export function received(incoming: IncomingMessage, trusts: Trusts, own: Own): Sent {
  const peer = plain(incoming.socket.remoteAddress ?? '')
  if (!trusts(peer)) return { client: peer, trusted: false, ...own }
  const { headers } = incoming
  const said = (name: string) => String(headers[`x-forwarded-${name}`] ?? '')
  const host = hostOf(last(said('host')), last(said('port')))
  if (host !== '') readdress(incoming, host)
  const { base, path } = outside(own.base, prefixOf(said('prefix')), incoming.url ?? '')
  incoming.url = path
  return {
    client: clientOf(peer, said('for'), trusts),
    trusted: true,
    secure: own.secure || last(said('proto')).toLowerCase() === 'https',
    base,
  }
}

/** Of several the one that our proxy has added. */
const last = (text: string) => text.split(',').at(-1)?.trim() ?? ''

/** `::ffff:10.0.0.1` is 10.0.0.1 on a socket that takes both. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

/** From the nearest to the farthest, as long as each was told by one of ours. */
function clientOf(peer: string, said: string, trusts: Trusts): string {
  let client = peer
  for (const hop of said.split(',').toReversed()) {
    const address = addressOf(hop.trim())
    if (address === '' || !trusts(client)) break
    client = address
  }
  return client
}

/** Without a port or brackets; empty for what is no address. */
function addressOf(hop: string): string {
  const bare =
    /^\[(?<six>[^\]]+)\](?::\d+)?$/.exec(hop)?.groups?.['six'] ??
    hop.replace(/^([\d.]+):\d+$/, '$1')
  return isIP(plain(bare)) > 0 ? plain(bare) : ''
}

function hostOf(host: string, port: string): string {
  if (!/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)) return ''
  const said = /:\d+$/.test(host) || !/^\d{1,5}$/.test(port)
  return said || port === '80' || port === '443' ? host : `${host}:${port}`
}

/** Characters of all prefixes together. */
const longest = 1000

/** Several, each from one proxy, follow one another; empty for what is no path. */
function prefixOf(said: string): string {
  if (said.length > longest) return ''
  const parts = said.split(',').map((part) => part.trim().replace(/^\/+|\/+$/g, ''))
  const path = parts.filter((part) => part !== '').map((part) => `/${part}`)
  const prefix = path.join('')
  return /^(?:\/(?!\.\.?(?:\/|$))[\w.~-]+)*$/.test(prefix) ? prefix : ''
}

/** @param prefix what a proxy took off the path, or says that it is there. */
function outside(base: string, prefix: string, path: string): { base: string; path: string } {
  if (prefix === '' || !path.startsWith('/')) return { base, path }
  if (prefix !== base) return { base: prefix + base, path: prefix + path }
  const whole = path === base || (/^[/?]/.test(path.slice(base.length)) && path.startsWith(base))
  return { base, path: whole ? path : base + path }
}

function readdress(incoming: IncomingMessage, host: string): void {
  incoming.headers.host = host
  const { rawHeaders } = incoming
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && /^host$/i.test(name))
  if (at >= 0) rawHeaders[at + 1] = host
}
