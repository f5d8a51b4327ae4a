/** Lines of a log as text: what is said among them. */
import { expect, test } from 'vitest'
import { printer } from '../../src/pages/logs/printed.ts'
import { containersOfAll } from '../../src/pages/logs/sources.ts'
import { one, pod, running } from '../support/pods.ts'

test('what the API server says is one line, and does nothing to a terminal', () => {
  const sources = containersOfAll([pod(one(running))])
  const [source] = sources
  const said = { text: 'cannot\r\n# other main: \u001B[2Jforged', wrong: true }
  const note = printer('txt', sources, 'off', false).note(source!, said)
  expect(note).toBe(`# ${source!.pod} ${source!.container}: cannot # other main: ␛[2Jforged\n`)
})
