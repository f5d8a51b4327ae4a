import { expect, it } from 'vitest'
import { sealWith } from '../../src/auth/seal.ts'
import { tickets } from '../../src/auth/tickets.ts'

const seal = sealWith(['one'])

it('a ticket is good once, for half a minute, and only as it was issued', () => {
  let now = 1000
  const book = tickets(seal, () => now)
  const ticket = book.issue('a shell', 'ada')
  expect(ticket).toMatch(/^[\w-]+$/)
  expect(book.take(ticket, 'ada')).toBe('a shell')
  expect(book.take(ticket, 'ada')).toBeNull()
  const late = book.issue('a shell', 'ada')
  now += 30_001
  expect(book.take(late, 'ada')).toBeNull()
  expect(book.take(`${book.issue('x', 'ada').slice(0, -2)}AA`, 'ada')).toBeNull()
  expect(book.take('', 'ada')).toBeNull()
})

it('one of another purpose or another installation is none', () => {
  const book = tickets(seal)
  expect(book.take(seal.close(JSON.stringify(['1', Date.now(), 'x']), 'prod'), 'prod')).toBeNull()
  expect(book.take(tickets(sealWith(['two'])).issue('x', 'ada'), 'ada')).toBeNull()
})

it('one of another session is none, and stays good for its own', () => {
  const book = tickets(seal)
  const ticket = book.issue('a shell', 'ada')
  expect(book.take(ticket, 'bea')).toBeNull()
  expect(book.take(ticket, '')).toBeNull()
  expect(book.take(ticket, 'ada')).toBe('a shell')
})

it('another replica with the same key takes it', () => {
  expect(tickets(sealWith(['one'])).take(tickets(seal).issue('x', 'ada'), 'ada')).toBe('x')
})
