import { expect, test } from 'vitest'
import { escape } from '../../src/views/escape.ts'

test('markup becomes text', () => {
  expect(escape(`<img src=x onerror='a("b")'>&`)).toBe(
    '&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;',
  )
})

test('control characters become visible; tab and newline stay, carriage returns go', () => {
  expect(escape('\u001b[31mred\u001b[0m')).toBe('␛[31mred␛[0m')
  expect(escape('a\tb\nc\r\nd')).toBe('a\tb\nc\nd')
  expect(escape('\u0000\u0007')).toBe('␀␇')
  expect(escape('\u0085\u009b')).toBe('[U+0085][U+009B]')
})

test.each(['202A', '202E', '2066', '2069', '200E', '200F', '061C', '200B', 'FEFF', '2028'])(
  'the invisible U+%s becomes visible',
  (code) => {
    const mark = String.fromCodePoint(Number.parseInt(code, 16))
    expect(escape(`a${mark}b`)).toBe(`a[U+${code}]b`)
  },
)

test('letters of all scripts, joined emoji and right-to-left text stay as they are', () => {
  for (const text of ['Grüße', '日本語', 'עברית', 'العربية', '🚢', 'é'])
    expect(escape(text)).toBe(text)
})
