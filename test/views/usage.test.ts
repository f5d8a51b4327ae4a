import { expect, test } from 'vitest'
import { KubeError } from '../../src/errors.ts'
import { measure } from '../../src/kinds/parts/usage.ts'
import { collection, type Feed } from '../../src/live/collection.ts'
import { usageOf } from '../../src/pages/usage-state.ts'

const gi = 2 ** 30
const bounds = { request: 0.1, limit: 0.5, called: 'limit' }

test('what is used stands against the limit, with a mark at what is asked for', () => {
  expect(measure('cpu', 0.25, bounds)).toEqual({
    text: '250m',
    title: 'request 100m, limit 500m',
    part: 0.5,
    mark: 0.2,
    tone: null,
  })
})

test('without a limit against what is asked for; without either there is no whole', () => {
  expect(measure('cpu', 0.25, { ...bounds, limit: null })).toMatchObject({ part: 1, mark: null })
  expect(measure('memory', gi, { request: null, limit: null, called: 'limit' })).toEqual({
    text: '1 GiB',
    title: '',
    part: null,
    mark: null,
    tone: null,
  })
})

test('what is little is not nothing', () => {
  expect(measure('cpu', 0.0003, bounds).text).toBe('<1m')
  expect(measure('cpu', 0, bounds).text).toBe('0')
})

test('near its limit it stands out; near what is asked for it does not', () => {
  const at = (used: number, limit: number | null) =>
    measure('memory', used, { request: gi, limit, called: 'limit' }).tone
  expect(at(1.9 * gi, 2 * gi)).toBe('warn')
  expect(at(1.5 * gi, 2 * gi)).toBeNull()
  expect(at(1.5 * gi, null)).toBeNull()
})

const row = { cells: [0.25, gi, 1000], meta: { name: 'a', namespace: 'web' } }
const table = {
  columns: [],
  rows: [row],
  version: '1',
  continue: null,
  remaining: 0,
  warnings: [],
}
const never = () => null

/** A reading that says these and then no more. */
function reading(feed: Feed) {
  let left = 1
  return collection({ feed: () => (left-- > 0 ? feed : null) })
}
const heard = (one: ReturnType<typeof reading>) =>
  new Promise<void>((resolve) => {
    const leave = one.watch(() => {
      leave()
      resolve()
    })
  })

test('before the first reading it is loading; then known, one value as long as nothing is read', async () => {
  const one = reading(async function* (signal) {
    yield { type: 'reset', table }
    yield { type: 'polled', every: 15_000 }
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  })
  expect(usageOf([one], never).state).toBe('loading')
  await heard(one)
  await expect.poll(() => usageOf([one], never).state).toBe('known')
  const now = usageOf([one], never)
  expect(now.of('web/a')).toEqual({ cpu: 0.25, memory: gi, at: 1000 })
  expect(now.of('web/b')).toBeUndefined()
  expect(usageOf([one], never)).toBe(now)
  one.close()
})

test('who looks at one reading, and who looks at two of them, do not disturb each other', async () => {
  const [one, two] = [table, { ...table, rows: [] }].map((said) =>
    reading(async function* (signal) {
      yield { type: 'reset', table: said }
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    }),
  )
  await expect.poll(() => usageOf([one!, two!], never).state).toBe('known')
  const [alone, both] = [usageOf([one!], never), usageOf([one!, two!], never)]
  expect(both).not.toBe(alone)
  expect(usageOf([one!], never)).toBe(alone)
  expect(usageOf([one!, two!], never)).toBe(both)
  one!.close()
  two!.close()
})

test('an answer that fails is no nought: not known at first, later of an earlier moment', async () => {
  const why = 'the server is currently unable to handle the request'
  const failing = reading(async function* (signal) {
    yield { type: 'stale', since: 5, why }
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  })
  await expect.poll(() => usageOf([failing], never)).toMatchObject({ state: 'failed', why })
  failing.close()
  const later = reading(async function* (signal) {
    yield { type: 'reset', table }
    yield { type: 'stale', since: 5, why }
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  })
  await expect.poll(() => usageOf([later], never)).toMatchObject({ state: 'stale', since: 5, why })
  expect(usageOf([later], never).of('web/a')).toMatchObject({ cpu: 0.25 })
  later.close()
})

test('a refusal is told from a failure, and nothing served from both', async () => {
  const asked = { verb: 'list', resource: 'pods.metrics.k8s.io', namespace: null, name: null }
  const said = (status: number) =>
    new KubeError(asked, { status, reason: '', message: 'no', causes: [], retryAfter: null })
  const ended = (status: number) =>
    reading(async function* () {
      yield* []
      throw said(status)
    })
  const [refused, gone] = [ended(403), ended(404)]
  await expect.poll(() => usageOf([refused], never).state).toBe('refused')
  await expect.poll(() => usageOf([gone], never).state).toBe('failed')
  expect(usageOf([], never).state).toBe('absent')
  expect(usageOf([gone], () => said(403)).state).toBe('refused')
})
