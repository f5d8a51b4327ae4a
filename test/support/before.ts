/** What stands before Portlight in a run of the browser suite: nothing, or Debian's nginx at the root, or before a path that it leaves or takes off. */
import { freePort, nginxBefore } from './nginx.ts'

export const ways = ['root', 'kept', 'stripped'] as const
export type Way = (typeof ways)[number]

const said = process.env['PORTLIGHT_TEST_FRONT'] ?? ''
export const way: Way | null = ways.find((one) => one === said) ?? null
if (said !== '' && way === null) throw new Error(`PORTLIGHT_TEST_FRONT is one of ${ways.join()}.`)

/** Ports of nginx are known before Portlight starts: it answers for no other host names. */
const ports: number[] = way === null ? [] : await Promise.all([freePort(), freePort(), freePort()])

const hosts = ports.map((port) => `127.0.0.1:${port}`).join()

/** What a program is started with to stand behind it. */
export const environment: Readonly<Record<string, string>> =
  way === null ? {} : { PORTLIGHT_TRUSTED_PROXIES: '127.0.0.1', PORTLIGHT_HOSTS: hosts }

/** The same for one that names hosts of its own. */
export const flags = (args: readonly string[]): readonly string[] =>
  way === null ? args : args.map((arg) => (arg.startsWith('--hosts=') ? `${arg},${hosts}` : arg))

/** The base path that a program is to be started with, where a test wants it at `base`. */
export function baseOf(base: string): string {
  if (way === null || way === 'root') return base
  return way === 'kept' ? '/a/b' : ''
}

export interface Before {
  /** Of Portlight as a browser sees it, base path included, no slash at its end. */
  readonly home: string
  stop(): Promise<void>
}

/** @param base the program's own base path. */
export async function before(origin: string, base: string): Promise<Before> {
  if (way === null) return { home: origin + base, stop: async () => {} }
  const port = ports.pop()
  if (port === undefined) throw new Error('More than three windows of one file are open.')
  const prefix = way === 'stripped' && base === '' ? '/a/b' : ''
  const nginx = await nginxBefore(new URL(origin), headers(prefix), port, prefix)
  return {
    home: nginx.origin + prefix + base,
    async stop() {
      await nginx.stop()
      ports.push(port)
    },
  }
}

/** As the README has them. @param prefix what is taken off. */
export const headers = (prefix: string): string => `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";
proxy_set_header Host $http_host;
proxy_set_header X-Forwarded-Host $http_host;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_set_header X-Forwarded-For $remote_addr;
proxy_set_header X-Forwarded-Prefix "${prefix}";`
