/** What the README tells people to type, taken from it word by word. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './program.ts'

/** @param heading of a section. @returns the lines of each of its `sh` blocks. */
export function commandsOf(heading: string): readonly (readonly string[])[] {
  const text = readFileSync(join(root, 'README.md'), 'utf8')
  const [, section = ''] = text.split(`\n## ${heading}\n`)
  const [own = ''] = section.split('\n## ')
  return [...own.matchAll(/```sh\n(?<lines>.*?)\n```/gs)].map(({ groups }) =>
    (groups?.['lines'] ?? '').split('\n'),
  )
}
