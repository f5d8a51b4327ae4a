/** A list's stream, read as a page reads it: the rows that stand there after each message. */
import { type IncomingMessage, request } from 'node:http'
import { parse } from 'node-html-parser'
import { onTestFinished } from 'vitest'
import { type Event, parsed } from './events.ts'

export interface Streamed {
  readonly status: number
  /** All that was said, beats left out. */
  readonly said: readonly Event[]
  /** `insert KEY`, `change KEY`, `remove KEY`, `window N`, in the order of their arrival. */
  readonly steps: readonly string[]
  /** The rows as they stand. */
  readonly rows: readonly string[]
  /** What stands around them, by the selector it was sent for: `#count`, `#live`. */
  readonly around: ReadonlyMap<string, string>
  /** Resolves once something is so, looked at after each message. Rejects where the stream ends before. */
  until(so: (one: Streamed) => boolean): Promise<void>
  /** Resolves when the server has ended it. */
  readonly over: Promise<void>
  close(): void
}

/** @param began the rows that the page shows. */
export async function streamed(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  began: readonly string[] = [],
): Promise<Streamed> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent = request(new URL(path, origin), { headers, agent: false }, resolve)
  sent.on('error', reject).end()
  onTestFinished(() => void sent.destroy())
  const response = await promise
  const one = {
    status: response.statusCode ?? 0,
    said: [] as Event[],
    steps: [] as string[],
    rows: [...began],
    around: new Map<string, string>(),
    close: () => void sent.destroy(),
  }
  const { looks, over, until } = waiting(response, () => all)
  const all: Streamed = {
    ...one,
    over,
    until,
    get rows() {
      return one.rows
    },
  }
  let text = ''
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    const end = text.lastIndexOf('\n\n') + 2
    if (end < 2) return
    for (const event of parsed(text.slice(0, end))) hear(one, event)
    text = text.slice(end)
    looks.forEach((look) => look())
  })
  return all
}

function waiting(response: IncomingMessage, all: () => Streamed) {
  const looks = new Set<() => void>()
  let done = false
  const over = new Promise<void>((ended) => {
    response
      .on('error', () => {})
      .once('close', () => {
        done = true
        looks.forEach((look) => look())
        ended()
      })
  })
  const until: Streamed['until'] = (so) =>
    new Promise((yes, no) => {
      const look = () => {
        if (so(all())) yes()
        else if (done) no(new Error(`it ended: ${JSON.stringify(all().said.slice(-2))}`))
        else return
        looks.delete(look)
      }
      looks.add(look)
      look()
    })
  return { looks, over, until }
}

interface Heard {
  readonly said: Event[]
  readonly steps: string[]
  rows: string[]
  readonly around: Map<string, string>
}

function hear(one: Heard, event: Event): void {
  if (event.event === 'beat') return
  one.said.push(event)
  if (event.event !== '') return
  // As htmx does: the places are looked up before anything moves.
  const before = new Set(one.rows.map(idOf))
  for (const part of parse(event.data).querySelectorAll('hx-partial')) {
    const [target = '', swap = ''] = [part.getAttribute('hx-target'), part.getAttribute('hx-swap')]
    if (target.startsWith('#row-') && !before.has(target.slice(1)))
      throw new Error(`${swap} of ${target}, which was not there before the message`)
    if (target === '#rows' || target.startsWith('#row-'))
      one.rows = swapped(one, target, swap, rowsIn(part.innerHTML))
    else one.around.set(target, part.innerHTML.trim())
  }
}

/** What the swap makes of the rows. @throws Error for a row that is not there. */
function swapped(one: Heard, target: string, swap: string, rows: string[]): string[] {
  const all = one.rows
  const note = (what: string, row = '') => one.steps.push(`${what} ${keyOf(row)}`)
  if (swap === 'innerMorph') {
    one.steps.push(`window ${rows.length}`)
    return rows
  }
  if (target === '#rows') {
    for (const row of rows) note('insert', row)
    return [...all, ...rows]
  }
  const at = all.findIndex((row) => row.startsWith(`<tr id="${target.slice(1)}"`))
  if (at < 0) throw new Error(`${swap} of ${target}, which is not there`)
  if (swap === 'delete') note('remove', all[at])
  else for (const row of rows) note(swap === 'outerMorph' ? 'change' : 'insert', row)
  return all.toSpliced(at, swap === 'beforebegin' ? 0 : 1, ...rows)
}

/** The rows of a page or of a message, as they were sent. */
export const rowsIn = (html: string): string[] => html.match(/<tr id="row-.*?<\/tr>/gs) ?? []

/** The same without the words of its ages, which go with time. */
export const timeless = (row: string): string =>
  row.replaceAll(/(<time [^>]*>)[^<]*(?=<\/time>)/g, '$1').replaceAll(/\(\w+ ago\)/g, '(ago)')

const idOf = (row: string): string => /^<tr id="([^"]*)"/.exec(row)?.[1] ?? ''

export const keyOf = (row: string): string => /data-key="([^"]*)"/.exec(row)?.[1] ?? ''

/** The page says that it is live. */
export const live = ({ around }: Streamed): boolean =>
  around.get('#live')?.includes('data-live="live"') === true
