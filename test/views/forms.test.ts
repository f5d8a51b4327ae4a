/** Rows as text: what stands in a cell stays in its cell, and does nothing elsewhere. */
import { expect, test } from 'vitest'
import type { Cell } from '../../src/views/cell.ts'
import { printer, type TextForm } from '../../src/views/forms.ts'

const columns = [
  { title: 'Name', right: false },
  { title: 'Restarts', right: true },
  { title: 'Note', right: false },
]
const row = (...texts: readonly (string | Cell)[]) => ({
  cells: texts.map((one) => ({
    ...(typeof one === 'string' ? { text: one } : one),
    col: '',
    look: '',
  })),
})
const print = (form: TextForm, ...rows: readonly ReturnType<typeof row>[]) =>
  printer(form, columns)(rows)

test('text stands in columns, titles in capitals, nothing at the end of a line', () => {
  expect(print('txt', row('cart', '4', 'a'), row('a-longer-name', '', 'b'))).toBe(
    [
      'NAME            RESTARTS   NOTE',
      'cart            4          a',
      'a-longer-name   <none>     b',
      '',
    ].join('\n'),
  )
})

test('rows that come later do not bring the head again; columns widen for them and stay wide', () => {
  const more = printer('txt', columns)
  more([row('a', '1', 'x')])
  expect(more([row('much-longer', '2', 'y')])).toBe('much-longer   2          y\n')
  expect(more([row('b', '3', 'z')])).toBe('b             3          z\n')
  for (const form of ['tsv', 'md'] as const) {
    const next = printer(form, columns)
    expect(next([])).toContain('Name')
    expect(next([row('a', '1', 'x')])).not.toContain('Name')
  }
})

test('a cell says what it says on the page, with what stands behind it', () => {
  const status = { text: 'CrashLoopBackOff', note: 'exit 137' }
  const restarts = { text: '41', ago: { text: '3m', time: '2026-11-26T00:00:00Z' } }
  expect(print('tsv', row('cart', restarts, status)).split('\n')[1]).toBe(
    'cart\t41 (3m ago)\tCrashLoopBackOff exit 137',
  )
})

test('tab-separated values are one line a row and one field a cell', () => {
  const text = print('tsv', row('a\tb', 'c\nd\r', String.raw`e\f`))
  expect(text).toBe(`Name\tRestarts\tNote\na\\tb\tc\\nd\\r\te\\\\f\n`)
})

test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '＝1', '-', '+'])(
  'a spreadsheet does not take %s for a formula',
  (cell) => expect(print('tsv', row(cell, '', '')).split('\n')[1]).toBe(`'${cell}\t\t`),
)

test.each(['-1', '+3', '-0.5', '12'])('the number %s stays one', (cell) =>
  expect(print('tsv', row(cell, '', '')).split('\n')[1]).toBe(`${cell}\t\t`),
)

test('Markdown holds text, not markup, and numbers stand to the right', () => {
  const text = print('md', row('a|b', '4', '<b>*x*_y_`z`[l](u)&amp;\nmore\\'))
  expect(text.split('\n')).toEqual([
    '| Name | Restarts | Note |',
    '| --- | ---: | --- |',
    String.raw`| a\|b | 4 | \<b\>\*x\*\_y\_\`z\`\[l\](u)\&amp; more\\ |`,
    '',
  ])
})

test.each(['txt', 'tsv', 'md'] as const)('nothing in %s acts in a terminal or turns it', (form) => {
  const text = print(form, row('\u001B[31mred', '\u202Egpj', '\u0007\u009B'))
  // oxlint-disable-next-line no-control-regex -- what must not be there
  expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
})
