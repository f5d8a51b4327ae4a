import { expect, it } from 'vitest'
import { Kept, recent } from '../../src/terminals/kept.ts'

const piece = (size: number, letter: string) => Buffer.alloc(size, letter)

it('what was not seen stays, and what was seen but for the newest of it goes', () => {
  const kept = new Kept()
  for (let at = 0; at < 100; at += 1) kept.add(piece(4096, String.fromCharCode(97 + (at % 26))))
  kept.trim(0)
  expect([kept.start, kept.end, kept.since(0).length]).toEqual([0, 409_600, 409_600])
  kept.trim(200_000)
  expect(kept.start).toBeLessThanOrEqual(200_000)
  expect(kept.start).toBeGreaterThan(200_000 - 4096)
  kept.trim(kept.end)
  expect(kept.end - kept.start).toBeGreaterThanOrEqual(recent)
  expect(kept.end - kept.start).toBeLessThan(recent + 4096)
})

it('what is written byte by byte is kept in larger pieces: each costs more than its byte', () => {
  const kept = new Kept()
  for (let at = 0; at <= 256 * 1024; at += 1)
    kept.add(piece(1, String.fromCharCode(97 + (at % 26))))
  expect(kept.since(262_140).toString()).toBe('ijklm')
  kept.trim(kept.end)
  // Pieces go whole: of single bytes it would be one more.
  expect(kept.start).toBe(192 * 1024)
})

it('a piece begins where it is asked for', () => {
  const kept = new Kept()
  kept.add(Buffer.from('hello '))
  kept.add(Buffer.from('world'))
  expect([0, 4, 6, 11].map((from) => kept.since(from).toString())).toEqual([
    'hello world',
    'o world',
    'world',
    '',
  ])
})
