/** Portlight as it runs in its pod, without a kubeconfig, and how late its event loop is. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { asInImage, type Portlight, start } from './process.ts'
import type { Work } from './work.ts'

export interface InCluster {
  readonly process: Portlight
  /** The path of a list there. */
  readonly list: (query: string) => string
  /** What the administrator's requests carry. */
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds to the last byte. @throws Error for any status but 200. */
  time(path: string): Promise<number>
  /** The same of a page, and what the server itself says that it took. */
  page(path: string): Promise<Taken>
  /** How late the event loop was since it was last asked. */
  late(): Promise<Late>
  stop(): Promise<void>
}

/** Milliseconds of a page. */
export interface Taken {
  /** From the request to the last byte. */
  readonly whole: number
  /** Until the answer was ready, by its Server-Timing. */
  readonly server: number
}

/** Milliseconds that a turn of the event loop took. */
export interface Late {
  readonly p99: number
  readonly most: number
}

const watcher = fileURLToPath(new URL('loop.ts', import.meta.url))

export async function inCluster({ image, cluster }: Work, watched = true): Promise<InCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'portlight-bench-'))
  const [ca, said] = [join(folder, 'ca.crt'), join(folder, 'late.json')]
  writeFileSync(ca, cluster.ca)
  const { hostname, port } = new URL(cluster.server)
  const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port, BENCH_LOOP: said }
  const [program, options] = [asInImage.slice(-1), asInImage.slice(0, -1)]
  const process = await start({
    folder: image,
    program: [...options, ...(watched ? [`--import=${watcher}`] : []), ...program],
    args: [`--ca-file=${ca}`, '--sign-in=token'],
    env,
  })
  const headers = { authorization: `Bearer ${cluster.tokens.admin}`, 'accept-encoding': 'br' }
  const page = async (path: string): Promise<Taken> => {
    const began = performance.now()
    const answer = await fetch(process.url + path, { headers })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}\n${text.slice(0, 500)}`)
    const server = sum(answer.headers.get('server-timing') ?? '')
    return { whole: performance.now() - began, server }
  }
  return {
    process,
    headers,
    list: (query) => `/c/in-cluster/pods${query === '' ? '' : `?${query}`}`,
    time: async (path) => (await page(path)).whole,
    page,
    late: () => asked(process, said),
    async stop() {
      await process.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Of all parts of a Server-Timing. */
function sum(timing: string): number {
  const parts = [...timing.matchAll(/dur=([\d.]+)/g)].map(([, ms]) => Number(ms))
  return parts.reduce((all, ms) => all + ms, 0)
}

async function asked(process: Portlight, said: string): Promise<Late> {
  rmSync(said, { force: true })
  process.signal('SIGUSR2')
  for (;;) {
    await sleep(10)
    try {
      return JSON.parse(readFileSync(said, 'utf8')) as Late
    } catch {
      // It is not written yet, or not all of it.
    }
  }
}
