import { expect, test } from 'vitest'
import { yamlParts } from '../../src/views/yaml.ts'

const lines = (text: string) => yamlParts(text).parts.flatMap((part) => part.lines)
/** Each piece as `look:text`. */
const looks = (line: string) =>
  lines(line)[0]?.pieces.map(({ look, text }) => `${look}:${text}`) ?? []

test('every line is there as it came, numbered from 1', () => {
  const text = 'apiVersion: v1\nkind: Pod\n\nmetadata:\n  name: cart\n'
  const found = lines(text)
  expect(found.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('\n')).toBe(
    text.trimEnd(),
  )
  expect(found.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
})

test('managed fields are folded, nothing else', () => {
  const { parts } = yamlParts(
    'kind: Pod\nmetadata:\n  managedFields:\n  - manager: kubectl\n    operation: Update\n  name: cart\nspec: {}\n',
  )
  expect(parts.map(({ fold, lines: of }) => [fold, of.length])).toEqual([
    ['', 2],
    ['managedFields: 3 lines', 3],
    ['', 2],
  ])
  expect(parts[2]?.lines[0]?.number).toBe(6)
})

test('an object that names a field managedFields deeper down keeps it open', () => {
  const { parts } = yamlParts('spec:\n    managedFields:\n    - a\n')
  expect(parts).toHaveLength(1)
})

test.each([
  ['a: true', ['k:a:', 'b: true']],
  ['a: null', ['k:a:', 'b: null']],
  ['a: 12', ['k:a:', 'n: 12']],
  ['a: "12"', ['k:a:', 's: "12"']],
  ['  - a: b', [':  - ', 'k:a:', 's: b']],
  ['- a', [':- ', 's:a']],
  ['a.b/c: d', ['k:a.b/c:', 's: d']],
  ['"a: b": c', ['k:"a: b":', 's: c']],
  ['image: host:5000/a:1', ['k:image:', 's: host:5000/a:1']],
  ['a:', ['k:a:']],
  ['a: {}', ['k:a:', ': {}']],
  ['time: 12:30', ['k:time:', 's: 12:30']],
])('%s', (line, pieces) => {
  expect(looks(line)).toEqual(pieces)
})

test('what stands in a block scalar is text, until the indent ends', () => {
  const found = lines('data:\n  run.sh: |-\n    key: value\n\n    # no comment\n  next: 1')
  expect(found).toHaveLength(6)
  expect(found[2]?.pieces).toEqual([{ look: 's', text: '    key: value' }])
  expect(found[4]?.pieces).toEqual([{ look: 's', text: '    # no comment' }])
  expect(found[5]?.pieces.map(({ look }) => look)).toEqual(['', 'k', 'n'])
})

test('too much is cut, and said with how much there is', () => {
  const many = yamlParts('a: b\n'.repeat(20_000))
  expect(many.parts[0]?.lines.length).toBe(8000)
  expect(many.cut).toContain('8,000 lines of 20,000 lines')
  const wide = yamlParts(`a: ${'x'.repeat(10_000)}\n`)
  expect(wide.cut).toBe('')
  expect(wide.parts[0]?.lines[0]?.pieces.at(-1)?.text).toMatch(/… 6,003 more characters$/)
  const long = yamlParts(`${'y'.repeat(3999)}\n`.repeat(200))
  expect(long.parts[0]?.lines.length).toBe(75)
})
