/** Portlight in front of the API server that the page tests run against, asked by HTTP as a browser asks. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { type HTMLElement, parse } from 'node-html-parser'
import { expect } from 'vitest'
import { ask, type Answered, type Asked } from './ask.ts'
import { type Gateway, gateway } from './gateway.ts'
import { portlight } from './program.ts'
import { target, targetName } from './target.ts'

export interface Page extends Answered {
  readonly html: HTMLElement
}

export interface Site {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** The base path, `''` or `/a/b`. */
  readonly base: string
  /** The path of the administrator's cluster, base included. */
  readonly cluster: string
  /** Raw, redirects not followed. */
  ask(path: string, asked?: Asked): Promise<Answered>
  /** An HTML answer, whatever its status; the hook that every page has is checked. */
  page(path: string, asked?: Asked): Promise<Page>
  /** What the API server was asked, where `noting` was wanted. */
  readonly asked: string[]
  /** What it printed. */
  readonly lines: readonly string[]
  /** Asked to end, as a cluster asks; the exit code. */
  end(): Promise<number | null>
  stop(): Promise<void>
}

interface Options {
  readonly base?: string
  /** Note every call to the API server. */
  readonly noting?: boolean
  /** Waited for with the path of each call before it goes to the API server. */
  readonly before?: (path: string) => Promise<void>
  /** The status that a call (`DELETE /api/v1/…`) is answered with in the API server’s place; 0: none. */
  readonly fails?: (call: string) => number
  /** Calls that the API server does, and whose answer is lost. */
  readonly loses?: (call: string) => boolean
  readonly args?: readonly string[]
  /** The user whom everybody is taken for, on the real cluster. */
  readonly as?: string
}

export async function site({
  base = '',
  noting = false,
  before,
  fails,
  loses,
  args = [],
  as,
}: Options = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'portlight-site-'))
  const through = noting || [before, fails, loses].some((each) => each !== undefined)
  const door = through ? await gateway((await target()).address, before, fails, loses) : null
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, await kubeconfigOf(door, as))
  const flags = ['--local-key=off', `--base-path=${base}`, ...args]
  const program = await portlight(flags, { KUBECONFIG: file })
  const { origin } = program.address
  const asking = (path: string, asked?: Asked) => ask(origin, path, asked)
  return {
    origin,
    base,
    cluster: `${base}/c/admin`,
    ask: asking,
    page: async (path, asked) => asPage(path, await asking(path, asked)),
    asked: door?.asked ?? [],
    lines: program.lines,
    end: () => program.end(),
    async stop() {
      await program.stop()
      door?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function asPage(path: string, answer: Answered): Page {
  expect(answer.headers['content-type'], path).toBe('text/html; charset=utf-8')
  // By itself the parser takes what is inside <pre> as text, as no browser does.
  const html = parse(answer.body, { blockTextElements: { script: true, style: true } })
  expect(html.querySelectorAll('main#main').length, `main#main of ${path}`).toBe(1)
  return { ...answer, html }
}

interface Kubeconfig {
  readonly clusters: { cluster: Record<string, unknown> }[]
  readonly users: { user: Record<string, unknown> }[]
}

/** The target's kubeconfig, through the door where there is one. */
export async function kubeconfigOf(door: Gateway | null = null, as?: string): Promise<string> {
  if (targetName === 'demo') return demoKubeconfig(door?.url ?? (await target()).address.url.href)
  const text = readFileSync(process.env['KUBECONFIG'] ?? '', 'utf8')
  const config = load(text) as Kubeconfig
  if (door !== null) for (const one of config.clusters) one.cluster = { server: door.url }
  if (as !== undefined) for (const { user } of config.users) user['as'] = as
  return JSON.stringify(config)
}

const people = ['admin', 'ada', 'bea', 'tim', 'nobody']

function demoKubeconfig(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'admin',
    clusters: [
      { name: 'here', cluster: { server } },
      // The discard port: nobody listens there.
      { name: 'gone', cluster: { server: 'http://127.0.0.1:9' } },
    ],
    users: people.map((name) => ({ name, user: { token: name } })),
    contexts: [
      ...people.map((name) => ({ name, context: { cluster: 'here', user: name } })),
      { name: 'gone', context: { cluster: 'gone', user: 'admin' } },
    ],
  })
}
