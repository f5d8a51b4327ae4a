/** Styles: each file is short, and stands in what is built exactly once. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../public/${file}`, import.meta.url), 'utf8')
const filesIn = (folder: string) =>
  readdirSync(new URL(`../public/${folder}/`, import.meta.url)).filter((name) =>
    name.endsWith('.css'),
  )

test.each([
  ['css', 'main.css'],
  ['page', 'logs.css'],
])('each file of public/%s is short, and %s imports the others once', (folder, entry) => {
  const files = filesIn(folder)
  for (const name of files)
    expect(read(`${folder}/${name}`).split('\n').length, name).toBeLessThanOrEqual(251)
  const imported = [...read(`${folder}/${entry}`).matchAll(/^@import '\.\/([^']+)'/gm)]
  expect(imported).toHaveLength(files.length - 1)
  expect(new Set([entry, ...imported.map(([, name]) => name)])).toEqual(new Set(files))
})
