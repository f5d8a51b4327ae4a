/** Lines around those that match, as grep gives them. */
import { expect, test } from 'vitest'
import { picker, readOwed, writtenOwed } from '../../src/logs/around.ts'
import { readAsked } from '../../src/logs/asked.ts'
import { lineFilter } from '../../src/logs/filter.ts'
import { tell } from '../../src/logs/told.ts'

const at = (second: number) => `2026-11-22T12:00:${String(second).padStart(2, '0')}.000000000Z`
/** A letter a line: `x` matches. What is shown: around it in small letters, a break as `|`. */
async function shown(query: string, pieces: readonly string[], owed?: number): Promise<string> {
  const { asked } = readAsked(new URLSearchParams(query))
  const pick = picker(asked, await lineFilter(asked.q), owed)
  let second = 0
  return pieces
    .map((piece) => {
      const lines = Array.from(piece, (text) =>
        tell('k', { time: at((second += 1)), nth: 1, text, cut: 0 }),
      )
      return pick(lines)
        .map(({ text, beside, gap }) => (gap ? '|' : '') + (beside ? text : text.toUpperCase()))
        .join('')
    })
    .join('')
}

test.each([
  ['before and after', 'q=x&context=2', 'abcdxefgh', '|cdXef'],
  ['at the ends', 'q=x&context=2', 'xabcdx', 'XabcdX'],
  ['once between two', 'q=x&context=2', 'abxcxde', 'abXcXde'],
  ['a break between two groups', 'q=x&context=1', 'axbcdxe', 'aXb|dXe'],
  ['none between neighbours', 'q=x&context=1', 'axbcxd', 'aXbcXd'],
  ['two that follow each other', 'q=x&context=1', 'axxb', 'aXXb'],
  ['none asked for', 'q=x', 'axb', 'X'],
  ['no filter, nothing around', 'context=3', 'abc', 'ABC'],
  ['only of the stretch', `q=x&context=3&from=${at(3)}&to=${at(5)}`, 'abcxef', 'cXe'],
])('%s', async (_name, query, lines, wanted) => {
  expect(await shown(query, [lines])).toBe(wanted)
  // The same, however they come.
  expect(await shown(query, Array.from(lines))).toBe(wanted)
})

test('what a page owes behind its last match comes in the stream', async () => {
  expect(await shown('q=x&context=3', ['ab', 'cdx'], 2)).toBe('abcdX')
  const owed = new Map([
    ['k3x9', 2],
    ['a', 20],
  ])
  expect(readOwed(writtenOwed(owed))).toEqual(owed)
  expect(readOwed('x.99,y')).toEqual(new Map())
})

test('long lines are not held without bound', async () => {
  const { asked } = readAsked(new URLSearchParams('q=x&context=20'))
  const pick = picker(asked, await lineFilter('x'))
  const long = Array.from({ length: 10 }, (_, nth) =>
    tell('k', { time: at(1), nth, text: 'y'.repeat(30_000), cut: 0 }),
  )
  expect(pick(long)).toEqual([])
  const [first, ...rest] = pick([tell('k', { time: at(2), nth: 1, text: 'x', cut: 0 })])
  expect([first?.gap, rest.length]).toEqual([true, 2])
})
