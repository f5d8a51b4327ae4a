/** Two people with disjoint rights ask one server at random, at the same time: neither hears of what only the other may see, and each gets what a server of their own gives. */
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from './marked.ts'
import type { Random } from './random.ts'
import { type Asked, randomly } from './random-request.ts'

export interface Asking {
  /** Asked by both. */
  readonly shared: URL
  /** Each asked by one of them alone. */
  readonly alone: readonly [URL, URL]
  readonly people: readonly [Person, Person]
  readonly count: number
  /** Requests at a time. */
  readonly many: number
  readonly chance: Random
}

export interface Found {
  /** Answers by status. */
  readonly statuses: Map<number, number>
  readonly compared: number
  /** Requests after which something was wrong, and what. */
  readonly wrong: readonly string[]
}

/** What two people have asked for so far, each in order. */
interface Course {
  readonly asked: readonly [Asked[], Asked[]]
  /** Marks of their pages. */
  readonly tags: readonly [string[], string[]]
}

export async function askAtRandom(asking: Asking): Promise<Found> {
  const found = { statuses: new Map<number, number>(), compared: 0, wrong: [] as string[] }
  const course: Course = { asked: [[], []], tags: [[], []] }
  let left = asking.count
  const asker = async () => {
    while (left > 0) {
      left -= 1
      const { status, compared, wrong } = await turn(asking, course)
      found.statuses.set(status, (found.statuses.get(status) ?? 0) + 1)
      found.compared += compared ? 1 : 0
      found.wrong.push(...wrong)
    }
  }
  await Promise.all(Array.from({ length: asking.many }, asker))
  return found
}

/** What the other has just asked for, word for word, is what a cache would mistake for one's own. */
const echo = (chance: Random, asked: readonly Asked[]): Asked | undefined =>
  chance.below(3) === 0 ? asked.at(-1 - chance.below(4)) : undefined

const comparable = ({ stream, timed = false }: Asked) => !stream && !timed

async function turn(asking: Asking, { asked: all, tags }: Course) {
  const { people, chance, shared } = asking
  const who = chance.below(2) as 0 | 1
  const other = (1 - who) as 0 | 1
  const asked = echo(chance, all[other]) ?? randomly(chance, people[who], people[other])
  all[who].push(asked)
  const held = chance.below(4) === 0 ? tags[other].at(-1) : undefined
  const more: Record<string, string> = held === undefined ? {} : { 'if-none-match': held }
  const answer = await ask(shared, people[who], asked, chance, more)
  if (answer.tag !== '' && asked.html) tags[who].push(answer.tag)
  const same = held !== undefined && answer.status === 304
  const mistaken = same ? [`${asked.path}: 304 by the mark of another person’s page`] : []
  const compared = comparable(asked) && !same
  const wrong = [...leaks(asked, answer, people[other]), ...mistaken]
  if (compared) wrong.push(...(await differs(asking, who, asked, answer)))
  return { status: answer.status, compared, wrong }
}

interface Answer {
  readonly status: number
  readonly tag: string
  /** Head and body. */
  readonly text: string
}

/** What only the other may see and was not in the question. */
function leaks({ path }: Asked, { status, text }: Answer, { name, marked }: Person): string[] {
  if (status >= 500) return [`${path}: ${status} ${text.slice(0, 300)}`]
  const said = decodeURIComponent(path.replaceAll('%', '%25').replaceAll('%25', '%'))
  return marked.words
    .filter((word) => text.includes(word) && !said.includes(word))
    .slice(0, 1)
    .map((word) => `${path}: tells of ${name}'s “${word}”`)
}

/** Things happen meanwhile: what differs is asked again. */
async function differs(
  { shared, alone, people, chance }: Asking,
  who: 0 | 1,
  asked: Asked,
  first: Answer,
): Promise<string[]> {
  let [mine, own] = [first, await ask(alone[who], people[who], asked, chance)]
  for (let tries = 0; steady(mine) !== steady(own); tries += 1) {
    if (tries === 4) return [`${people[who].name} ${asked.path}: ${difference(mine, own)}`]
    await sleep(tries * 300)
    ;[mine, own] = await Promise.all([
      ask(shared, people[who], asked, chance),
      ask(alone[who], people[who], asked, chance),
    ])
  }
  return []
}

function difference(mine: Answer, own: Answer): string {
  const [a, b] = [steady(mine), steady(own)]
  let at = 0
  while (a[at] === b[at]) at += 1
  return `differs at ${at}: “${a.slice(at - 60, at + 80)}” and “${b.slice(at - 60, at + 80)}”`
}

/** Without what is of the moment: ages, the foot, versions that others' changes move, the server's own address. */
const steady = ({ status, text }: Answer): string =>
  `${status} ${text.slice(text.indexOf('\n\n'))}`
    .replaceAll(/<footer>[\s\S]*?<\/footer>/g, '')
    .replaceAll(/<time [^>]*>[^<]*/g, '<time>')
    // Whether a selector narrows upstream depends on what is read already.
    .replaceAll(/(id="count"[^>]*>[\d,]+) of [\d,]+/g, '$1')
    // What is used is asked for with a short deadline: a page does not wait for it.
    .replaceAll(/<td data-col="(?:cpu|memory)".*?<\/td>/g, '')
    .replaceAll(/<div id="usage">[\s\S]*?<\/div>/g, '')
    .replaceAll(/[\d,]+ are there/g, 'there')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'here')
    .replaceAll(/watch=[\w.-]*/g, 'watch=')
    .replaceAll(/"?resourceVersion"?: ?"\d+"/g, 'resourceVersion')
    .replaceAll(/\b(?:\d+[ywdhms])+\b|[\d.]+ [KMGT]iB|–/g, '#')
    .replaceAll(/[ -]{2,}/g, '  ')
    .replaceAll(/id="part-[\w-]+"/g, 'part')

/** A stream is left after a moment, whatever came. */
function ask(
  origin: URL,
  { token }: Person,
  { path, stream, headers }: Asked,
  chance: Random,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const all = { authorization: `Bearer ${token}`, ...headers, ...more }
  const sent = request(new URL(path, origin), { agent: false, headers: all })
  let [text, answer] = ['', null as IncomingMessage | null]
  const done = () => {
    const tag = answer?.headers.etag ?? ''
    resolve({ status: answer?.statusCode ?? 0, tag, text: `${heads(answer)}\n\n${text}` })
  }
  sent.on('error', (error) => (stream ? done() : reject(error)))
  sent.on('response', (came) => {
    answer = came
    came.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    came.on('end', done).on('error', done)
    if (stream) setTimeout(() => sent.destroy(), chance.below(200))
  })
  sent.on('close', () => stream && done())
  sent.end()
  return promise
}

const heads = (answer: IncomingMessage | null) =>
  Object.entries(answer?.headers ?? {})
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')
