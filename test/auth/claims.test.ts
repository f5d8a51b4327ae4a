/** What a token says of itself, without trust in it and without its values. */
import { expect, test } from 'vitest'
import { claimsOf, largest } from '../../src/auth/claims.ts'
import { jwt } from './jwt.ts'

test('names and sizes of its claims, the largest first, and when it ends', () => {
  const groups = Array.from({ length: 100 }, (_, at) => `team-${at}`)
  const token = jwt({ sub: 'ada', groups, exp: 2_000_000_000 })
  expect(claimsOf(token)).toEqual({
    sizes: [
      { name: 'groups', bytes: Buffer.byteLength(JSON.stringify(groups)) },
      { name: 'exp', bytes: 10 },
      { name: 'sub', bytes: 5 },
    ],
    ends: 2_000_000_000_000,
  })
  expect(largest(token)).toBe('groups (991 bytes)')
})

test('no value of a claim is told, and of a long name the beginning', () => {
  const token = jwt({ [`${'n'.repeat(39)}-secret`]: 'v'.repeat(5000), b: 'w'.repeat(300) })
  expect(largest(token)).toBe(`${'n'.repeat(39)}-… (5,002 bytes), b (302 bytes)`)
})

test.each([
  '',
  'opaque',
  'a.b',
  'a.b.c',
  '..',
  `x.${Buffer.from('[1]').toString('base64url')}.y`,
  `x.${Buffer.from('null').toString('base64url')}.y`,
  `x.${Buffer.from('{"exp":').toString('base64url')}.y`,
])('what is no JWT has none: %j', (token) => {
  expect(claimsOf(token)).toBeNull()
  expect(largest(token)).toBe('')
})

test.each([['never'], [-1], [0], [1e12], [null], [{}]])('an end that is none: %j', (exp) => {
  expect(claimsOf(jwt({ exp }))?.ends).toBeNull()
})
