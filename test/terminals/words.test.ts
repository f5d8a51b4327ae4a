import { expect, it } from 'vitest'
import { words } from '../../src/terminals/words.ts'

it.each([
  ['ls -la /tmp', ['ls', '-la', '/tmp']],
  ['  sh   -c  "echo \\"a b\\" $HOME" ', ['sh', '-c', 'echo "a b" $HOME']],
  ["sh -c 'echo \\n; it'", ['sh', '-c', 'echo \\n; it']],
  ['a\\ b c""d', ['a b', 'cd']],
  ['""', ['']],
  ['', []],
  ['echo "never', null],
  ["it's", null],
])('%j', (line, read) => {
  expect(words(line)).toEqual(read)
})
