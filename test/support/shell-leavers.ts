/** Pages that open shells and leave them at a random moment, over both carriers, saying what no page says. */
import { request } from 'node:http'
import { WebSocket } from 'ws'
import { ask } from './ask.ts'
import type { Outcomes } from './aborts.ts'
import type { Random } from './random.ts'
import type { Ticket } from './shell-page.ts'

export interface ShellLeaving {
  readonly origin: URL
  readonly page: string
  readonly count: number
  /** At a time. */
  readonly many: number
  readonly people: number
  readonly chance: Random
}

/** Terminals that somebody had, each of a person: some come back to one. */
type Had = Map<string, string>

/** Resolves when all have left. @param into what became of them is added here. */
export async function leaveShells(leaving: ShellLeaving, into: Outcomes): Promise<void> {
  const { count, many, people, chance } = leaving
  const had: Had = new Map()
  let left = count
  const one = async () => {
    while (left > 0) {
      left -= 1
      const person = `p${chance.below(people)}`
      const got = await opens(leaving, person, had)
      into.set(got, (into.get(got) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: many }, one))
}

async function opens(leaving: ShellLeaving, person: string, had: Had): Promise<string> {
  const { origin, page, chance } = leaving
  const own = { authorization: `Bearer ${person}`, origin: origin.origin }
  const known = had.get(person)
  const from = String(chance.below(500))
  const fields: Readonly<Record<string, string>> =
    known !== undefined && chance.below(4) === 0
      ? { terminal: known, from }
      : { container: 'app', command: ['', 'top', 'x "'][chance.below(8)] ?? '' }
  const headers = { ...own, 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' }
  const body = new URLSearchParams(fields).toString()
  const answer = await ask(origin, page, { method: 'POST', headers, body })
  if (answer.status !== 200) return `ticket ${answer.status}`
  const given = JSON.parse(answer.body) as Ticket
  const heard = (text: string) => {
    const id = /"id":"([^"]+)"/.exec(text)?.[1]
    if (id !== undefined) had.set(person, id)
  }
  const way = chance.below(2) === 0 ? overSocket : overHttp
  return way({ ...leaving, own, given, heard })
}

/** Milliseconds that a page waits at most for one that never ends. */
const patience = 500

interface Opening extends ShellLeaving {
  readonly own: Readonly<Record<string, string>>
  readonly given: Ticket
  readonly heard: (text: string) => void
}

const bytes = (chance: Random, most: number) =>
  Buffer.from(Array.from({ length: chance.below(most) }, () => chance.below(256)))

const words: readonly string[] = [
  '{"shown":9007199254740991}',
  '{"shown":3}',
  '{"cols":80,"rows":24}',
  '{"cols":-1}',
  '{"close":true}',
  '{"close":1}',
  'null',
  '[',
  '',
]

function overSocket({ origin, own, given, heard, chance }: Opening): Promise<string> {
  const url = new URL(given.socket, origin)
  const ticket = chance.below(20) === 0 ? 'none' : given.ticket
  const wire = new WebSocket(url, ['portlight.terminal', ticket], { headers: own })
  const { promise, resolve } = Promise.withResolvers<string>()
  let got = 'socket, left early'
  wire.once('open', () => (got = 'socket'))
  wire.once('unexpected-response', (_, { statusCode }) => {
    got = `socket ${statusCode}`
    wire.terminate()
  })
  wire.on('error', () => {}).once('close', () => resolve(got))
  wire.on('message', (data: Buffer, isBinary) => isBinary || heard(data.toString()))
  const leave = () => {
    if (chance.below(2) === 0 || wire.readyState !== wire.OPEN) wire.terminate()
    else wire.close()
  }
  wire.once('open', () => {
    for (let turn = chance.below(4); turn > 0; turn -= 1) {
      if (chance.below(2) === 0) wire.send(bytes(chance, 600))
      else wire.send(words[chance.below(words.length)] ?? '')
    }
    setTimeout(leave, chance.below(40))
  })
  const late = setTimeout(leave, chance.below(6) === 0 ? chance.below(8) : 10 * patience)
  wire.once('close', () => clearTimeout(late))
  return promise
}

function overHttp(opening: Opening): Promise<string> {
  const { origin, own, given, heard, chance } = opening
  const headers = { ...own, 'content-type': 'text/plain' }
  const options = { method: 'POST', headers, agent: false }
  const sent = request(new URL(given.stream, origin), options)
  const { promise, resolve } = Promise.withResolvers<string>()
  let got = 'stream, left early'
  sent.on('error', () => {}).once('close', () => resolve(got))
  sent.once('response', (answer) => {
    got = answer.statusCode === 200 ? 'stream' : `stream ${answer.statusCode}`
    answer.on('error', () => {}).setEncoding('utf8')
    answer.on('data', (text: string) => {
      heard(text)
      const up = /"up":"([^"]+)"/.exec(text)?.[1]
      if (up !== undefined) types(opening, up)
    })
  })
  const leave = () => sent.destroy()
  sent.once('response', (answer) => {
    const way = chance.below(3)
    if (way === 0) answer.once('data', leave)
    else if (way === 1) answer.once('data', () => setTimeout(leave, chance.below(40)))
  })
  sent.end(chance.below(20) === 0 ? 'none' : given.ticket)
  const late = setTimeout(leave, chance.below(5) === 0 ? chance.below(8) : patience)
  sent.once('close', () => clearTimeout(late))
  return promise
}

/** Where it should, or somewhere else, and what is no message. */
function types({ origin, own, chance }: Opening, up: string): void {
  const says = chance.below(3) === 0
  const type = says ? 'application/json' : 'application/octet-stream'
  const body = says ? (words[chance.below(words.length)] ?? '') : bytes(chance, 600)
  const from = [0, 0, 7, -1, 'x', 1e12][chance.below(6)]
  const headers = { ...own, 'content-type': type }
  const sent = request(new URL(`${up}?from=${from}`, origin), {
    method: 'POST',
    headers,
    agent: false,
  })
  sent.on('error', () => {}).on('response', (answer) => answer.on('error', () => {}).resume())
  sent.end(body)
  if (chance.below(3) === 0) setTimeout(() => sent.destroy(), chance.below(6))
}
