/** How deeply JSON is nested is seen without reading it. */
import { expect, test } from 'vitest'
import { depthOf, isDeep } from '../../src/kube/deep.ts'

const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}1${']}'.repeat(levels / 2)}`

test.each([
  [nested(100), false],
  [nested(102), true],
  [nested(9_000), true],
  [`[${'{},'.repeat(10_000)}[]]`, false],
  [JSON.stringify({ text: '{['.repeat(1000) }), false],
  [JSON.stringify({ text: `${'\\"'.repeat(3)}\\`, after: '[['.repeat(1000) }), false],
  [`{"a\\\\":${nested(102)}}`, true],
  ['', false],
  ['"never closed [[', false],
])('%#', (json, deep) => {
  expect(isDeep(json)).toBe(deep)
})

test.each([
  [nested(9_000), 9_000],
  ['{"a":[{},[[]]],"b":{"c":1}}', 4],
  ['', 0],
])('%# levels', (json, levels) => {
  expect(depthOf(json)).toBe(levels)
  expect(depthOf(json, 3)).toBe(Math.min(levels, 3))
})
