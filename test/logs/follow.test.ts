/** A log that is followed over cuts and restarts: no line twice, none left out, a gap is said. */
import { describe, expect, test } from 'vitest'
import { KubeError, Unreachable } from '../../src/errors.ts'
import type { LogLine, LogQuery } from '../../src/kube.ts'
import { type Follow, followLog, type Log } from '../../src/logs/follow.ts'
import type { Life } from '../../src/logs/life.ts'
import type { LogEvent } from '../../src/logs/outcome.ts'
import type { Place } from '../../src/logs/place.ts'

const at = (second: number, nanos = 0): string =>
  `2026-11-22T12:00:${String(second).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z`
const line = (time: string, text: string): LogLine => ({ time, text, cut: 0 })

type Query = Omit<LogQuery, 'container'>

/** A log of `all` that breaks after so many lines, time and again, and is read from a second on. */
function broken(all: readonly LogLine[], breaks: readonly number[], kept = 0) {
  const queries: Query[] = []
  return {
    queries,
    async *read(query: Query): AsyncGenerator<readonly LogLine[]> {
      const turn = queries.push(query) - 1
      const rotated = turn === 0 ? all : all.slice(kept)
      const since = query.since?.slice(0, 19) ?? ''
      const lines = rotated.filter(({ time }) => time.slice(0, 19) >= since)
      const end = breaks[turn]
      for (const each of lines.slice(0, end)) yield [each]
      if (end !== undefined)
        throw new Unreachable({ cluster: 'c', step: 'connection', advice: '' }, 'cut')
    },
  }
}

const running: Life = { id: 'a', began: at(0), end: null, over: false }
const ended: Life = { ...running, end: 'exit 3' }
/** No more is to come. */
const over: Life = { ...ended, over: true }
const unknown = Symbol('may not be looked at')

/** A log beside what is known of its container, the last of them from then on. */
function seen(
  log: { read: (query: Query) => AsyncGenerator<readonly LogLine[]> },
  ...lives: readonly (Life | null | typeof unknown)[]
): Log {
  let turn = 0
  return {
    read: (query) => log.read(query),
    look() {
      const life = lives[Math.min(turn, lives.length - 1)]
      turn += 1
      if (life === unknown) return Promise.reject(refused(403))
      return Promise.resolve(life ?? null)
    },
  }
}
const texts = (events: readonly LogEvent[]) =>
  events.flatMap((event) => (event.type === 'lines' ? event.lines.map(({ text }) => text) : []))

async function first(status: number, life: Life | null | typeof unknown): Promise<LogEvent> {
  const log = seen(turns(refused(status)), life)
  for await (const event of followLog(log, null, new AbortController().signal)) return event
  throw new Error('nothing was said')
}

const asked = { verb: 'get', resource: 'pods/log', namespace: 'n', name: 'p' }
const refused = (status: number) => new KubeError(asked, { status, reason: '', message: 'no' })

/** What a kubelet says at each turn; behind them nothing. */
function turns(...all: readonly (readonly LogLine[] | Error)[]) {
  const queries: Query[] = []
  return {
    queries,
    async *read(query: Query): AsyncGenerator<readonly LogLine[]> {
      const turn = all[queries.push(query) - 1] ?? []
      if (turn instanceof Error) throw turn
      yield turn
    },
  }
}
const busy = new KubeError(asked, { status: 503, reason: '', message: 'busy' })

/** What is said until it ends by itself, or so many events came. */
async function told(log: Log, from: Place | null, how: Follow = {}, most = 100) {
  const stop = new AbortController()
  const events: LogEvent[] = []
  for await (const event of followLog(log, from, stop.signal, how)) {
    events.push(event)
    if (events.length === most) stop.abort()
  }
  return events
}
const types = (events: readonly LogEvent[]) => events.map(({ type }) => type)

describe('a followed log', () => {
  const lines = Array.from({ length: 12 }, (_, index) =>
    line(at(Math.floor(index / 3)), `line ${index}`),
  )

  test('over cuts each line comes once, in order', async () => {
    const log = broken(lines, [5, 8])
    const events = await told(seen(log, over), null)
    expect(texts(events)).toEqual(lines.map(({ text }) => text))
    expect(events.filter(({ type }) => type === 'gap')).toEqual([])
    expect(log.queries.map(({ since }) => since)).toEqual([
      undefined,
      '2026-11-22T12:00:00Z',
      '2026-11-22T12:00:01Z',
    ])
  })

  test('it goes on behind the place that was seen', async () => {
    const events = await told(seen(broken(lines, []), over), { time: at(1), nth: 2 })
    expect(texts(events)).toEqual(lines.slice(5).map(({ text }) => text))
  })

  test('lines that were rotated away meanwhile are a gap, and said', async () => {
    const events = await told(seen(broken(lines, [4], 7), over), null)
    expect(events.some(({ type }) => type === 'gap')).toBe(true)
    expect(texts(events)).toEqual([...lines.slice(0, 4), ...lines.slice(7)].map(({ text }) => text))
  })

  test('a gap is said though the server was busy in between', async () => {
    const log = seen(turns(busy, lines.slice(7)), running)
    const events = await told(log, { time: at(1), nth: 2 }, {}, 3)
    expect(types(events)).toEqual(['trouble', 'gap', 'lines'])
  })

  test('a gap is said though the kubelet says something before the first line', async () => {
    const log = {
      async *read() {
        yield [line('', 'from the kubelet')]
        yield lines.slice(9)
      },
    }
    const events = await told(seen(log, running), { time: at(1), nth: 2 }, {}, 3)
    expect(types(events)).toEqual(['lines', 'gap', 'lines'])
  })

  test('what the kubelet says without a time is no place to go on from', async () => {
    const earliest = '2026-11-22T11:00:00Z'
    const log = turns([line('', 'unable to retrieve')], lines.slice(0, 1), lines)
    const events = await told(seen(log, running), null, { earliest, tail: 9 }, 3)
    expect(texts(events)).toEqual(['unable to retrieve', ...lines.map(({ text }) => text)])
    expect(log.queries).toEqual([
      { follow: true, since: earliest, tail: 9 },
      { follow: true, since: earliest, tail: 9 },
      { follow: true, since: '2026-11-22T11:59:59Z' },
    ])
  })

  test('of a pod that was over before it is read once', async () => {
    const log = turns(lines.slice(0, 2))
    const events = await told(seen(log, over), null, { over: true })
    expect(events.slice(1)).toEqual([{ type: 'ended', how: 'exit 3' }])
    expect(log.queries.length).toBe(1)
  })

  test('of a pod that ends meanwhile it is read once more, for what came between', async () => {
    const log = turns(lines.slice(0, 2), lines.slice(0, 4), lines)
    const events = await told(seen(log, over), null)
    expect(types(events)).toEqual(['lines', 'ended', 'lines', 'ended'])
    expect(texts(events)).toEqual(lines.slice(0, 4).map(({ text }) => text))
  })

  test('a connection that ends while the container runs is no end of it', async () => {
    const log = seen(turns(lines.slice(0, 4), lines), running)
    const events = await told(log, null, {}, 2)
    expect(types(events)).toEqual(['lines', 'lines'])
    expect(texts(events)).toEqual(lines.map(({ text }) => text))
  })

  test('a pod that is gone ends it, one that its kubelet does not know yet does not', async () => {
    expect(await first(404, null)).toEqual({ type: 'gone' })
    expect(await first(404, unknown)).toEqual({ type: 'gone' })
    expect(await first(404, running)).toMatchObject({ type: 'trouble' })
    expect(await first(400, running)).toMatchObject({ type: 'trouble' })
    await expect(first(403, running)).rejects.toThrow('no')
  })
})

describe('of a container that began anew', () => {
  const lines = Array.from({ length: 4 }, (_, index) => line(at(index), `line ${index}`))
  const next: Life = { ...running, id: 'b', began: at(10) }
  const news = [line(at(10, 5), 'hello')]

  test('what it said before its end, and was not seen, comes first', async () => {
    const log = turns(lines.slice(0, 2), news, lines)
    const events = await told(seen(log, next), null, {}, 4)
    expect(types(events)).toEqual(['lines', 'lines', 'began', 'lines'])
    expect(texts(events)).toEqual([...lines, ...news].map(({ text }) => text))
    expect(log.queries.at(-1)).toEqual({ previous: true, since: '2026-11-22T12:00:00Z' })
  })

  test.each([
    ['the life between cannot be read', [refused(400)], []],
    ['there was another life between', [[line(at(7), 'between')]], ['between']],
  ])('where %s, it is a gap', async (_why, before, between) => {
    const log = turns(lines, news, ...before)
    const events = await told(seen(log, next), null, {}, 4 + between.length)
    expect(types(events).filter((type) => type === 'gap')).toEqual(['gap'])
    expect(texts(events)).toEqual([...lines.map(({ text }) => text), ...between, 'hello'])
  })

  test('one that waits for its next life is looked at, not read', async () => {
    const log = turns(lines, lines, lines, [...lines, line(at(3, 9), 'never read')])
    const waits = seen(log, ended, ended, ended, ended, null)
    const events = await told(waits, null)
    expect(types(events)).toEqual(['lines', 'ended', 'gone'])
    expect(log.queries.length).toBe(2)
  })
})
