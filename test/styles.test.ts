/** Styles: each file is short, and stands in what is built exactly once. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../public/${file}`, import.meta.url), 'utf8')
const filesIn = (folder: string) =>
  readdirSync(new URL(`../public/${folder}/`, import.meta.url)).filter((name) =>
    name.endsWith('.css'),
  )

/** What is built: each entry with the files that it imports. */
test.each([
  ['css', ['main.css']],
  [
    'page',
    [
      'dock.css',
      'drain.css',
      'edit.css',
      'embed.css',
      'fields.css',
      'logs.css',
      'overview.css',
      'run.css',
      'terminal.css',
    ],
  ],
])('each file of public/%s is short, and stands once in what is built of %j', (folder, entries) => {
  const files = filesIn(folder)
  for (const name of files)
    expect(read(`${folder}/${name}`).split('\n').length, name).toBeLessThanOrEqual(251)
  for (const entry of entries)
    expect(read('build.js')).toContain(`'${folder}/${entry.slice(0, -4)}'`)
  const imported = entries.flatMap((entry) => [
    ...read(`${folder}/${entry}`).matchAll(/^@import '\.\/([^']+)'/gm),
  ])
  expect(imported).toHaveLength(files.length - entries.length)
  expect(new Set([...entries, ...imported.map(([, name]) => name)])).toEqual(new Set(files))
})
