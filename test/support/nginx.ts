/** Debian's nginx in front of one address or several, with its own settings and one site. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen } from './listen.ts'

const program = '/usr/sbin/nginx'

export const hasNginx = existsSync(program)

export interface Nginx {
  readonly origin: string
  /** As after a change of its settings: old workers end once what they carry has. */
  reload(): void
  /** Ended and started anew: whatever it carried is cut. */
  again(): Promise<void>
  stop(): Promise<void>
}

/** What its manual says for WebSockets. */
export const upgrades = `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";
proxy_set_header Host $http_host;`

/** One that nothing listened at a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  const port = await listen(probe)
  probe.close()
  return port
}

/**
 * @param to several are taken in turn, as `upstream` alone has it
 * @param more directives beside `proxy_pass`, which alone is the usual: HTTP/1.0, buffered, no upgrades
 * @param prefix a path that it takes off
 */
export async function nginxBefore(
  to: URL | readonly URL[],
  more = '',
  at?: number,
  prefix = '',
): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'portlight-nginx-'))
  const port = at ?? (await freePort())
  writeFileSync(
    join(folder, 'site'),
    `${upstream(to)}server { listen 127.0.0.1:${port}; location ${prefix}/ { proxy_pass ${target(to)}${prefix && '/'}; ${more} } }\n`,
  )
  const settings = readFileSync('/etc/nginx/nginx.conf', 'utf8')
    .replaceAll('/run/nginx.pid', join(folder, 'pid'))
    .replaceAll('/var/log/nginx', folder)
    .replace('/etc/nginx/sites-enabled/*', join(folder, 'site'))
  writeFileSync(join(folder, 'nginx.conf'), settings)
  const args = ['-c', join(folder, 'nginx.conf'), '-g', 'daemon off;']
  const begin = async () => {
    const child = spawn(program, args, { stdio: 'ignore' })
    while (!existsSync(join(folder, 'pid'))) await sleep(50)
    await sleep(200)
    return child
  }
  let child = await begin()
  const end = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    reload: () => void execFileSync('kill', ['-HUP', String(child.pid)]),
    async again() {
      await end()
      child = await begin()
    },
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const target = (to: URL | readonly URL[]) => (to instanceof URL ? to.origin : 'http://portlight')

function upstream(to: URL | readonly URL[]): string {
  if (to instanceof URL) return ''
  return `upstream portlight { ${to.map(({ host }) => `server ${host};`).join(' ')} }\n`
}
