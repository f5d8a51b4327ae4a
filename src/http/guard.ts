/** What stands before every page: which hosts are ours, who may write, what a browser may do with our answers. */
import type { Context, MiddlewareHandler } from 'hono'
import { Refused } from '../errors.ts'
import { embedded } from './embedded.ts'

/** Headers of every answer, errors included. @param ancestors the CSP's `frame-ancestors`. */
export function headers(ancestors: string): MiddlewareHandler {
  const whole = policyOf(false, ancestors, "'self'")
  const framed = policyOf(true, ancestors, "'self'")
  return async function guardHeaders(c, next) {
    await next()
    // Where there is an answer already, each call of `c.header` makes another one, whose body is a stream.
    const { headers: sent } = c.res
    if (cookies(sent) > roomy) return few(sent, ancestors)
    if (!sent.has('content-security-policy'))
      sent.set('content-security-policy', embedded(c) ? framed : whole)
    sent.set('x-content-type-options', 'nosniff')
    sent.set('referrer-policy', 'no-referrer')
    sent.set('cross-origin-opener-policy', 'same-origin')
    sent.set('cross-origin-resource-policy', 'same-origin')
    if (!sent.has('cache-control')) sent.set('cache-control', 'no-store')
  }
}

/** Bytes of cookies beside which all other headers find room. */
const roomy = 2500

const cookies = (sent: Headers): number =>
  sent.getSetCookie().reduce((sum, each) => sum + each.length, 0)

/** Beside a large session only what must be: nginx takes 4 KiB of headers, and answers 502 for more (proxy_buffer_size). */
function few(sent: Headers, ancestors: string): void {
  const rest = "form-action 'self'; base-uri 'none'; frame-ancestors"
  sent.set('content-security-policy', `default-src 'self'; ${rest} ${ancestors}`)
  sent.set('x-content-type-options', 'nosniff')
  sent.set('cache-control', 'no-store')
  sent.delete('vary')
  sent.delete('server-timing')
}

/** What stands in the dock may be framed by our own pages as well, and frames nothing itself. */
function policyOf(framed: boolean, ancestors: string, styles: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self'",
    "connect-src 'self'",
    ...(framed ? [] : ["frame-src 'self'"]),
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framed ? andOwn(ancestors) : ancestors}`,
  ].join('; ')
}

function andOwn(ancestors: string): string {
  if (ancestors === "'none'") return "'self'"
  return /(?:^|\s)(?:'self'|\*)(?:\s|$)/.test(ancestors) ? ancestors : `${ancestors} 'self'`
}

/** For the one document that makes its own styles: a terminal's colours are style attributes. */
export function styledOnly(c: Context, ancestors: string): void {
  c.header('content-security-policy', policyOf(embedded(c), ancestors, "'self' 'unsafe-inline'"))
}

/**
 * Whether a handshake comes from a page of this very origin: no header that a script may leave out is enough.
 * @param secure pages are served over https by who stands in front
 */
export function ownPage(c: Context, secure: boolean): boolean {
  const host = hostOf(c.req.header('origin') ?? null, secure)
  return host !== null && host === c.req.header('host')?.toLowerCase()
}

/** A page elsewhere whose name was pointed at this address (DNS rebinding) gets nothing. @param allowed null: any host. */
export function hosts(allowed: ReadonlySet<string> | null): MiddlewareHandler {
  return async function guardHost(c, next) {
    const host = (c.req.header('host') ?? '').toLowerCase()
    if (allowed !== null && !allowed.has(host)) {
      throw new Refused(
        `This Portlight does not answer for the host “${host}”. Open it by the address it printed, or start it with --hosts=${host}.`,
      )
    }
    await next()
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export interface Origins {
  /** `Host` values that are answered; null: any. */
  readonly allowed: ReadonlySet<string> | null
  /** Pages are served over https. */
  readonly secure: boolean
  /** A proxy adds the token to whatever passes: that there is one says nothing of who sent it. */
  readonly passedOn: boolean
}

/** An unsafe request must come from one of our own pages, whatever its content type. */
export function origins(own: Origins): MiddlewareHandler {
  return async function guardOrigin(c, next) {
    if (!safe.has(c.req.method) && !ours(c.req.raw.headers, own)) {
      throw new Refused('This request came from another site, or does not say where it came from.')
    }
    await next()
  }
}

function ours(sent: Headers, { allowed, secure, passedOn }: Origins): boolean {
  const site = sent.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = sent.get('origin')
  // No page can send this header elsewhere without asking first, and then it says where it comes from.
  if (!passedOn && origin === null && /^bearer /i.test(sent.get('authorization') ?? '')) return true
  const host = hostOf(origin, secure)
  return host !== null && (allowed === null ? host === sent.get('host') : allowed.has(host))
}

/** Null for what is no page of ours: another scheme, or http where pages come over https. */
function hostOf(origin: string | null, secure: boolean): string | null {
  if (origin === null || !URL.canParse(origin)) return null
  const { protocol, host } = new URL(origin)
  return protocol === 'https:' || (protocol === 'http:' && !secure) ? host : null
}

/** The `Host` values that name this process: its own address on loopback, and what configuration adds. */
export function ownHosts(host: string, port: number, more: readonly string[]): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host]
  return new Set(
    [...names, ...more]
      .flatMap((name) => (/:\d+$/.test(name) ? [name] : [name, `${name}:${port}`]))
      .map((name) => name.toLowerCase()),
  )
}
