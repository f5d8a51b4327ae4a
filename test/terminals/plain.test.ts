/** Keys for what has no terminal. */
import { expect, it } from 'vitest'
import type { Channel } from '../../src/kube.ts'
import { plain } from '../../src/terminals/plain.ts'

function typed(texts: string | readonly string[], newest = true) {
  const did: string[] = []
  let taken = 0
  const channel = {
    write(bytes: Uint8Array, then?: () => void) {
      did.push(Buffer.from(bytes).toString())
      then?.()
    },
    finish: () => newest && did.push('end') > 0,
  } satisfies Pick<Channel, 'write' | 'finish'>
  const write = plain(channel as unknown as Channel)
  for (const text of [texts].flat()) write(Buffer.from(text), () => (taken += 1))
  expect(taken).toBe([texts].flat().length)
  return did
}

it('Enter ends a line, Ctrl-D the input, and nothing is typed after it', () => {
  expect(typed('one\rtwo\r')).toEqual(['one\ntwo\n'])
  expect(typed('\u0004')).toEqual(['end'])
  expect(typed('last\r\u0004more')).toEqual(['last\n', 'end'])
  expect(typed(['\u0004', 'more\r', '\u0004'])).toEqual(['end'])
})

it('a server that knows no end of input gets the key', () => {
  expect(typed('last\u0004', false)).toEqual(['last', '\u0004'])
})
