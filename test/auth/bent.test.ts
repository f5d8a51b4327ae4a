/** A cookie that is bent in any bit, cut, doubled or blown up is nobody's: 401, and nothing unforeseen. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { boss, type House, house, title } from './house.ts'

let on: House
let name = ''
let sealed = ''
beforeAll(async () => {
  on = await house()
  on.reset()
  const cookie = await on.enter(boss)
  ;[name = '', sealed = ''] = cookie.split('=')
})
afterAll(() => on?.stop())
beforeEach(() => on.reset())

const status = async (value: string) =>
  (await on.get(`${on.cluster}/pods`, { cookie: `${name}=${value}` })).status

test('any bit of its characters', async () => {
  expect(await status(sealed)).toBe(200)
  on.door.calls.length = 0
  const seen = new Set<number>()
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const bytes = Buffer.from(sealed)
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    // What Node itself does not send, and a browser neither.
    if (bytes.some((byte) => byte < 0x20 || byte > 0x7e)) continue
    seen.add(await status(bytes.toString('latin1')))
  }
  expect([...seen]).toEqual([401])
  expect(on.door.calls).toEqual([])
})

test.each([
  ['cut', () => [1, 5, 22, 43, sealed.length - 1].map((end) => sealed.slice(0, end))],
  ['cut in front', () => [1, 4, 6, 22].map((from) => sealed.slice(from))],
  ['doubled', () => [sealed + sealed, `${sealed}.${sealed}`, `${sealed}, ${sealed}`]],
  ['quoted, encoded', () => [`"${sealed}`, encodeURIComponent(`${sealed}==`), `${sealed}%00`]],
  ['of 16 kB', () => ['A'.repeat(16_384), sealed.repeat(Math.ceil(16_384 / sealed.length))]],
])('%s', async (_, made) => {
  for (const value of made()) expect(await status(value), value.slice(0, 40)).toBe(401)
  expect(on.door.calls).toEqual([])
})

const answer = async (cookie: string) => (await on.get(on.cluster, { cookie })).status

test('of two cookies of one name the first counts, whichever it is', async () => {
  expect(await answer(`${name}=${sealed}; ${name}=bent`)).toBe(200)
  expect(await answer(`${name}=bent; ${name}=${sealed}`)).toBe(401)
})

test('a header larger than is read is said so, and the next request is answered', async () => {
  const large = await on.get(on.cluster, { cookie: `${name}=${'A'.repeat(70_000)}` })
  expect([large.status, large.body]).toEqual([431, expect.stringContaining('longer than 65536')])
  expect(title(await on.get(on.cluster))).toBe('Sign in to shop')
})

test('nothing unforeseen was logged', () => {
  expect(on.program.lines.filter((line) => /unforeseen|error/i.test(line))).toEqual([])
})
