/** Where one has come in a log, over cuts: no line twice, none left out, a gap is said. */
import { describe, expect, test } from 'vitest'
import { KubeError, Unreachable } from '../../src/errors.ts'
import type { LogLine, LogQuery } from '../../src/kube.ts'
import { followLog, type LogEvent } from '../../src/logs/follow.ts'
import { Funnel } from '../../src/logs/funnel.ts'
import { type Place, Placer, read, beforeIt, written } from '../../src/logs/place.ts'
import { tell } from '../../src/logs/told.ts'

const at = (second: number, nanos = 0): string =>
  `2026-11-22T12:00:${String(second).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z`
const line = (time: string, text: string): LogLine => ({ time, text, cut: 0 })

describe('places', () => {
  test('stand in an address and come back', () => {
    const places = new Map<string, Place>([
      ['k3x9', { time: at(1, 145_000_001), nth: 1 }],
      ['z', { time: at(59), nth: 37 }],
    ])
    expect(read(written(places))).toEqual(places)
    expect(written(places).length).toBeLessThan(50)
  })

  test.each(['', 'x', 'k.zzzzzzzzzzzzz.1', 'k..1', '../../x', 'k.1.1;drop'])(
    '%j makes no place that breaks',
    (text) => {
      for (const { time } of read(text).values())
        expect(time === '' || !Number.isNaN(Date.parse(time))).toBe(true)
    },
  )

  test('lines are read again from the second before a place', () => {
    expect(beforeIt({ time: at(7, 999), nth: 2 })).toBe('2026-11-22T12:00:06Z')
  })

  test('lines of one time are told apart by their order', () => {
    const placer = new Placer(null)
    const same = [line(at(1), 'a'), line(at(1), 'b'), line(at(2), 'c')]
    expect(placer.all(same).map(({ nth }) => nth)).toEqual([1, 2, 1])
    placer.again()
    const more = [...same, line(at(2), 'd')]
    expect(placer.all(more).map(({ text }) => text)).toEqual(['d'])
  })
})

test('lines that stand in another order than their times are all there, before a cut and after it', () => {
  const placer = new Placer({ time: at(1), nth: 1 })
  const all = [
    line(at(1), 'seen'),
    line(at(3), 'out'),
    line(at(2), 'err, written a little later'),
    line(at(3, 5), 'out'),
    line(at(3, 2), 'err'),
  ]
  expect(placer.all(all).map(({ text }) => text)).toEqual(all.slice(1).map(({ text }) => text))
  expect(placer.last).toEqual({ time: at(3, 5), nth: 1 })
  placer.again()
  const more = [line(at(3, 1), 'late'), line(at(3, 9), 'new')]
  const again = all.filter(({ time }) => time >= at(3))
  expect(placer.all([...again, ...more]).map(({ text }) => text)).toEqual(['late', 'new'])
})

/** A log of `all` that breaks after so many lines, time and again, and is read from a second on. */
function broken(all: readonly LogLine[], breaks: readonly number[], kept = 0) {
  const asked: Omit<LogQuery, 'container'>[] = []
  return {
    asked,
    async *read(query: Omit<LogQuery, 'container'>): AsyncGenerator<readonly LogLine[]> {
      const turn = asked.push(query) - 1
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

async function heard(
  log: ReturnType<typeof broken>,
  from: Place | null,
  until: (events: readonly LogEvent[]) => boolean,
): Promise<readonly LogEvent[]> {
  const over = new AbortController()
  const events: LogEvent[] = []
  for await (const event of followLog((query) => log.read(query), from, over.signal)) {
    events.push(event)
    if (until(events)) over.abort()
  }
  return events
}
const texts = (events: readonly LogEvent[]) =>
  events.flatMap((event) => (event.type === 'lines' ? event.lines.map(({ text }) => text) : []))
const ended = (events: readonly LogEvent[]) => events.at(-1)?.type === 'ended'

async function run(status: number): Promise<string> {
  for await (const _ of followLog(says(status), null, new AbortController().signal)) return 'waits'
  return 'ended'
}

/** A kubelet that has nothing but a refusal. */
const says = (status: number) =>
  async function* refused(): AsyncGenerator<readonly LogLine[]> {
    const asked = { verb: 'get', resource: 'pods/log', namespace: 'n', name: 'p' }
    yield* []
    throw new KubeError(asked, { status, reason: '', message: 'no' })
  }

/** What a kubelet says at each turn; behind them nothing. */
function turns(...all: readonly (readonly LogLine[] | Error)[]) {
  const asked: (string | undefined)[] = []
  return {
    asked,
    async *read({ since }: Omit<LogQuery, 'container'>): AsyncGenerator<readonly LogLine[]> {
      const turn = all[asked.push(since) - 1] ?? []
      if (turn instanceof Error) throw turn
      yield turn
    },
  }
}
const asked503 = { verb: 'get', resource: 'pods/log', namespace: 'n', name: 'p' }
const busy = new KubeError(asked503, { status: 503, reason: '', message: 'busy' })

describe('a followed log', () => {
  const all = Array.from({ length: 12 }, (_, index) =>
    line(at(Math.floor(index / 3)), `line ${index}`),
  )

  test('over cuts each line comes once, in order', async () => {
    const log = broken(all, [5, 8])
    const events = await heard(log, null, ended)
    expect(texts(events)).toEqual(all.map(({ text }) => text))
    expect(events.filter(({ type }) => type === 'gap')).toEqual([])
    expect(log.asked.map(({ since }) => since)).toEqual([
      undefined,
      '2026-11-22T12:00:00Z',
      '2026-11-22T12:00:01Z',
    ])
  })

  test('it goes on behind the place that was seen', async () => {
    const events = await heard(broken(all, []), { time: at(1), nth: 2 }, ended)
    expect(texts(events)).toEqual(all.slice(5).map(({ text }) => text))
  })

  test('lines that were rotated away meanwhile are a gap, and said', async () => {
    const events = await heard(broken(all, [4], 7), null, ended)
    expect(events.some(({ type }) => type === 'gap')).toBe(true)
    expect(texts(events)).toEqual([...all.slice(0, 4), ...all.slice(7)].map(({ text }) => text))
  })

  test('a gap is said though the server was busy in between', async () => {
    const log = turns(busy, all.slice(7))
    const events: LogEvent[] = []
    const over = new AbortController()
    for await (const event of followLog(
      (query) => log.read(query),
      { time: at(1), nth: 2 },
      over.signal,
    )) {
      events.push(event)
      if (event.type === 'lines') over.abort()
    }
    expect(events.map(({ type }) => type)).toEqual(['trouble', 'gap', 'lines', 'ended'])
  })

  test('what the kubelet says without a time is no place to go on from', async () => {
    const early = '2026-11-22T11:00:00Z'
    const log = turns([line('', 'unable to retrieve')], all.slice(0, 1), all)
    const over = new AbortController()
    const came: string[] = []
    const follow = followLog((query) => log.read(query), null, over.signal, {
      earliest: early,
    })
    for await (const event of follow) {
      came.push(...texts([event]))
      if (came.length > all.length) over.abort()
    }
    expect(came).toEqual(['unable to retrieve', ...all.map(({ text }) => text)])
    expect(log.asked).toEqual([early, early, '2026-11-22T11:59:59Z'])
  })

  test('of a pod that is over it is read to its end, and not again', async () => {
    const log = turns(all.slice(0, 2))
    const events: LogEvent[] = []
    const { signal } = new AbortController()
    const follow = followLog((query) => log.read(query), null, signal, { over: true })
    for await (const event of follow) events.push(event)
    expect(events.map(({ type }) => type)).toEqual(['lines', 'ended'])
    expect(log.asked.length).toBe(1)
  })

  test('a pod that is gone ends it; a refusal is thrown', async () => {
    expect(await run(404)).toBe('ended')
    await expect(run(403)).rejects.toThrow('no')
    expect(await run(400)).toBe('waits')
  })
})

test('a page that is slower than its log is spared lines, and told how many and which', () => {
  const funnel = new Funnel({ lines: 3, characters: 1000 })
  const told = (second: number) => tell('k', { ...line(at(second), `${second}`), nth: 1 })
  funnel.put([1, 2, 3, 4].map(told))
  funnel.put([5, 6].map(told))
  const batch = funnel.take()
  expect(batch.lines.map(({ text }) => text)).toEqual(['4', '5', '6'])
  expect([batch.skipped, batch.between]).toEqual([3, [at(1), at(3)]])
  funnel.put([5, 9, 8, 2, 1].map(told))
  expect(funnel.take().between).toEqual([at(5), at(9)])
  expect(funnel.take()).toEqual({ lines: [], skipped: 0, between: ['', ''], notes: [] })
})
