/** Portlight with sign-in before a locked door, asked as browsers ask. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'node-html-parser'
import { type Answered, ask, type Asked } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'
import { door, type Door } from './door.ts'

export interface House {
  readonly door: Door
  readonly program: Program
  /** `/a/b/c/shop`; the same server is there as `other` too, and at `gone` nobody listens. */
  readonly cluster: string
  readonly other: string
  readonly gone: string
  /** All that was said so far: answers with their headers, lines printed, addresses asked for. */
  said(): readonly string[]
  /** From here on `boss` is known by their token, `ada` in the namespace `web` only, and nobody else; no call is noted yet. */
  reset(): void
  ask(path: string, asked?: Asked): Promise<Answered>
  get(path: string, headers?: Headers): Promise<Answered>
  /** As one of our own forms. */
  post(path: string, fields: Fields, headers?: Headers): Promise<Answered>
  /** Signs in. @returns the cookie as a browser sends it. */
  enter(token: string, to?: string): Promise<string>
  stop(): Promise<void>
}

export type Fields = Readonly<Record<string, string>> | [string, string][]
type Headers = Readonly<Record<string, string>>

export const [boss, ada, stranger] = ['boss-5f2c81d0e9', 'ada-77b1e0c4d2', 'stranger-c0ffee1234']

/** The kubeconfig's own token: no API server may ever see it. */
export const canary = 'canary-of-the-kubeconfig'

export async function house(
  base = '',
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<House> {
  const before = await door()
  const folder = mkdtempSync(join(tmpdir(), 'portlight-house-'))
  const file = join(folder, 'config')
  writeFileSync(file, kubeconfig(before.url))
  const flags = ['--sign-in=token', `--base-path=${base}`, ...args]
  const program = await portlight(flags, { KUBECONFIG: file, ...env })
  const answers: string[] = []
  const asking = async (path: string, asked?: Asked) => {
    const answer = await ask(program.address, path, asked)
    answers.push(`${answer.status} ${JSON.stringify(answer.headers)}\n${answer.body}`)
    return answer
  }
  const post = (path: string, fields: Fields, headers: Headers = {}) =>
    asking(path, {
      method: 'POST',
      headers: { ...form, ...headers },
      body: new URLSearchParams(fields).toString(),
    })
  const cluster = `${base}/c/shop`
  return {
    door: before,
    program,
    cluster,
    other: `${base}/c/other`,
    gone: `${base}/c/gone`,
    said: () => [...answers, ...program.lines, ...before.calls.map(({ asked }) => asked)],
    reset() {
      before.calls.length = 0
      before.people.clear()
      before.people.set(boss, { username: 'boss@example.org' })
      before.people.set(ada, { username: 'ada@example.org', namespace: 'web' })
    },
    ask: asking,
    get: (path, headers = {}) => asking(path, { headers }),
    post,
    enter: async (token, to = cluster) => sent(await post(`${to}/go/sign-in`, { token })),
    async stop() {
      await program.stop()
      await before.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The first cookie of an answer as a browser sends it back; empty for none. */
export function sent({ headers }: Answered): string {
  return headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

const textAt = ({ body }: Answered, selector: string) =>
  parse(body).querySelector(selector)?.textContent ?? ''

/** Why one has to sign in, as the form says it. */
export const words = (answer: Answered) => textAt(answer, 'main .said')
export const title = (answer: Answered) => textAt(answer, 'main h1')
/** Who one is, as the bar says it. */
export const person = (answer: Answered) => textAt(answer, 'header .who')

/** What the sign-in form of a page would send along, in its order, and to where; null: there is no such form. */
export function formOf({ body }: Answered): { action: string; fields: [string, string][] } | null {
  const found = parse(body).querySelector('main form')
  if (found === null) return null
  const fields = found.querySelectorAll('input[type="hidden"]')
  return {
    action: found.getAttribute('action') ?? '',
    fields: fields.map((one) => [one.getAttribute('name') ?? '', one.getAttribute('value') ?? '']),
  }
}

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}

const context = (name: string, cluster: string) => ({ name, context: { cluster, user: 'owner' } })

function kubeconfig(server: string): string {
  return JSON.stringify({
    'current-context': 'shop',
    clusters: [
      { name: 'here', cluster: { server } },
      // The discard port: nobody listens there.
      { name: 'nowhere', cluster: { server: 'http://127.0.0.1:9' } },
    ],
    users: [{ name: 'owner', user: { token: canary } }],
    contexts: [context('shop', 'here'), context('other', 'here'), context('gone', 'nowhere')],
  })
}
