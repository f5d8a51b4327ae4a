/** Sealed text: only this installation reads it, whatever comes instead gives null and never an exception. */
import { randomBytes, randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sealWith } from '../../src/auth/seal.ts'

const [old, current] = ['old secret', 'current secret']
const seal = sealWith([current])

test('what was sealed opens again, byte for byte, and shows nothing of itself', () => {
  for (const text of ['', 'x', 'ü 😀 \0 "', JSON.stringify({ token: 'a'.repeat(3000) })]) {
    const sealed = seal.close(text, 'shop')
    expect(sealed).toMatch(/^[\w-]+$/)
    expect(Buffer.from(sealed, 'base64url').includes('token')).toBe(false)
    expect(seal.open(sealed, 'shop')).toBe(text)
  }
})

test('the same text is never sealed the same way twice', () => {
  const all = Array.from({ length: 100 }, () => seal.close('text', 'shop'))
  expect(new Set(all).size).toBe(100)
})

test('what was sealed for one cluster opens for no other', () => {
  const sealed = seal.close('text', 'shop')
  for (const about of ['', 'Shop', 'shop ', 'sho', 'other']) {
    expect(seal.open(sealed, about), about).toBeNull()
  }
})

describe('changed on the way', () => {
  test('any one bit, in any place', () => {
    for (let run = 0; run < 100; run++) {
      const bytes = Buffer.from(seal.close(`text ${run}`, 'shop'), 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const changed = Buffer.from(bytes)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        expect(seal.open(changed.toString('base64url'), 'shop'), `bit ${bit}`).toBeNull()
      }
    }
  })

  test('any one character: removed, repeated, or replaced by any byte', () => {
    const sealed = seal.close('text', 'shop')
    for (let at = 0; at < sealed.length; at++) {
      const [before, after] = [sealed.slice(0, at), sealed.slice(at + 1)]
      expect(seal.open(before + after, 'shop'), `without ${at}`).toBeNull()
      expect(seal.open(before + sealed.slice(at, at + 1).repeat(2) + after, 'shop')).toBeNull()
      for (let code = 0; code < 256; code++) {
        const other = before + String.fromCodePoint(code) + after
        if (other !== sealed) expect(seal.open(other, 'shop'), `${code} at ${at}`).toBeNull()
      }
    }
  })

  test('cut or lengthened', () => {
    const sealed = seal.close('text', 'shop')
    for (let end = 0; end < sealed.length; end++) {
      expect(seal.open(sealed.slice(0, end), 'shop')).toBeNull()
    }
    for (const more of ['A', 'AAAA', '=', ' ', '\n', '\0', '.']) {
      expect(seal.open(sealed + more, 'shop'), JSON.stringify(more)).toBeNull()
      expect(seal.open(more + sealed, 'shop'), JSON.stringify(more)).toBeNull()
    }
  })

  test('noise, with and without the mark of our key', () => {
    const mark = Buffer.from(seal.close('', ''), 'base64url').subarray(0, 4)
    for (let run = 0; run < 5000; run++) {
      const noise = randomBytes(randomInt(200))
      expect(seal.open(noise.toString('base64url'), 'shop')).toBeNull()
      const marked = Buffer.concat([mark, noise]).toString('base64url')
      expect(seal.open(marked, 'shop')).toBeNull()
    }
  })
})

test('keys are turned over: the first seals, all of them open', () => {
  const turned = sealWith([current, old])
  expect(turned.open(sealWith([old]).close('before', 'shop'), 'shop')).toBe('before')
  expect(turned.open(seal.close('now', 'shop'), 'shop')).toBe('now')
  const fresh = turned.close('after', 'shop')
  expect(seal.open(fresh, 'shop')).toBe('after')
  expect(sealWith([old]).open(fresh, 'shop')).toBeNull()
})

test('a key that is gone opens nothing any more', () => {
  expect(seal.open(sealWith([old]).close('before', 'shop'), 'shop')).toBeNull()
})

test('what would inflate to more than 64 KiB is not inflated', () => {
  const bomb = seal.close('0'.repeat(50 * 1024 * 1024), 'shop')
  expect(bomb.length).toBeLessThan(100_000)
  expect(seal.open(bomb, 'shop')).toBeNull()
  const most = '0'.repeat(64 * 1024)
  expect(seal.open(seal.close(most, 'shop'), 'shop')).toBe(most)
})
