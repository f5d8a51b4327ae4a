import { expect, it } from 'vitest'
import { sealWith } from '../../src/auth/seal.ts'
import { tickets } from '../../src/auth/tickets.ts'

const seal = sealWith(['one'])

it('a ticket is good once, for half a minute, and only as it was issued', () => {
  let now = 1000
  const book = tickets(seal, () => now)
  const ticket = book.issue('a shell')
  expect(ticket).toMatch(/^[\w-]+$/)
  expect(book.take(ticket)).toBe('a shell')
  expect(book.take(ticket)).toBeNull()
  const late = book.issue('a shell')
  now += 30_001
  expect(book.take(late)).toBeNull()
  expect(book.take(`${book.issue('x').slice(0, -2)}AA`)).toBeNull()
  expect(book.take('')).toBeNull()
})

it('one of another purpose or another installation is none', () => {
  const book = tickets(seal)
  expect(book.take(seal.close(JSON.stringify(['1', Date.now(), 'x']), 'prod'))).toBeNull()
  expect(book.take(tickets(sealWith(['two'])).issue('x'))).toBeNull()
})

it('another replica with the same key takes it', () => {
  expect(tickets(sealWith(['one'])).take(tickets(seal).issue('x'))).toBe('x')
})
