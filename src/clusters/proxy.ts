/** The proxy that the environment names for an API server, by the rules kubectl follows. */
import { BlockList, isIP } from 'node:net'
import type { Environment } from '../config.ts'

/**
 * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, capital or small, as Go's httpproxy reads them: hosts
 * cover their subdomains, ranges are CIDR, a port narrows, `*` stops all, loopback goes direct.
 * @returns the proxy's address as it was written; undefined for none.
 */
export function environmentProxy(url: URL, env: Environment): string | undefined {
  const proxy = either(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  if (proxy === undefined || loopback(host)) return undefined
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const exceptions = (either(env, 'NO_PROXY') ?? '').split(',').map((rule) => rule.trim())
  if (exceptions.some((rule) => rule !== '' && covers(rule.toLowerCase(), host, port))) {
    return undefined
  }
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

function either(env: Environment, name: string): string | undefined {
  return env[name] || env[name.toLowerCase()] || undefined
}

function loopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function covers(rule: string, host: string, port: string): boolean {
  if (rule === '*') return true
  if (rule.includes('/')) return inRange(rule, host)
  if (isIP(rule) !== 0) return rule === host
  const [name = '', only = port] = rule.split(':')
  if (only !== port) return false
  const domain = name.replace(/^\*(?=\.)/u, '')
  if (domain.startsWith('.')) return host.endsWith(domain)
  return host === domain || host.endsWith(`.${domain}`)
}

function inRange(rule: string, host: string): boolean {
  const [network = '', bits = ''] = rule.split('/')
  const family = isIP(network)
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/u.test(bits)) return false
  if (Number(bits) > (family === 4 ? 32 : 128)) return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const range = new BlockList()
  range.addSubnet(network, Number(bits), type)
  return range.check(host, type)
}
