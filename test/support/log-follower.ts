/** Follows a log of numbered lines as a page does: comes back after a cut with the place it has come to. */
import { get, type IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { constants, createGunzip } from 'node:zlib'
import { parsed } from './events.ts'

export interface Followed {
  /** Lines that came, those between that were skipped and named, and those that came again. */
  readonly lines: number
  readonly skipped: number
  readonly twice: number
  /** Numbers of the first and the last line. */
  readonly first: number
  readonly last: number
  /** How often the stream was cut. */
  readonly cuts: number
  /** Places at which lines may be missing, as it was told. */
  readonly gaps: number
  /** Milliseconds since 1970 of the newest line. */
  readonly newest: number
  /** Where it has come to. */
  readonly place: string
}

export interface Follower {
  /** What came so far. */
  so(): Followed
  close(): void
}

/** @param from the place of another. */
export function followLog(url: string, from = ''): Follower {
  const so = {
    lines: 0,
    skipped: 0,
    twice: 0,
    first: -1,
    last: -1,
    cuts: 0,
    gaps: 0,
    newest: 0,
    place: from,
  }
  const seen = new Set<number>()
  const over = new AbortController()
  const hear = (data: string) => {
    // What was skipped before the first line that came does not stand between two of them.
    if (so.first >= 0)
      so.skipped += Number(/([\d,]+) lines skipped/.exec(data)?.[1]?.replaceAll(',', '') ?? 0)
    for (const [, time = ''] of data.matchAll(/data-at="([^"]+)"/g))
      so.newest = Math.max(so.newest, Date.parse(time))
    so.gaps += data.split('lines may be missing').length - 1
    for (const [, digits] of data.matchAll(/\bline (\d+) /g)) {
      const number = Number(digits)
      if (seen.has(number)) so.twice += 1
      seen.add(number)
      so.lines += 1
      so.first = so.first < 0 ? number : so.first
      so.last = Math.max(so.last, number)
    }
  }
  const read = async () => {
    let text = ''
    for await (const chunk of await opened(url, so.place, over.signal)) {
      text += chunk
      const end = text.lastIndexOf('\n\n') + 2
      for (const { id, data } of end < 2 ? [] : parsed(text.slice(0, end))) {
        hear(data)
        if (id !== '') so.place = id
      }
      text = end < 2 ? text : text.slice(end)
    }
  }
  void (async () => {
    while (!over.signal.aborted) {
      await read().catch(() => {})
      so.cuts += 1
      await sleep(500)
    }
  })()
  return { so: () => ({ ...so }), close: () => over.abort() }
}

async function opened(url: string, place: string, signal: AbortSignal): Promise<Readable> {
  const from = place === '' ? {} : { 'last-event-id': place }
  const headers = { 'accept-encoding': 'gzip', ...from }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  get(url, { agent: false, headers, signal }, resolve).on('error', reject)
  const answer = await promise
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`)
  const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  answer.on('error', (error) => unpacked.destroy(error))
  return answer.pipe(unpacked).setEncoding('utf8')
}
