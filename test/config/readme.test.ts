import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { configTable } from '../../src/config.ts'

const readme = new URL('../../README.md', import.meta.url)

it('the README shows the options as the code has them', () => {
  const text = readFileSync(readme, 'utf8')
  const marked = /<!-- configuration -->\s+(?<table>.*?)\s+<!-- \/configuration -->/su.exec(text)
  expect(cells(marked?.groups?.['table'] ?? '')).toEqual(cells(configTable()))
})

/** The formatter pads tables; their cells are what counts. */
function cells(table: string): string[][] {
  const lines = table.split('\n').filter((line) => line.startsWith('|') && !/^[|\s-]+$/u.test(line))
  return lines.map((line) => line.split(/(?<!\\)\|/u).map((cell) => cell.trim()))
}
