import { expect, it } from 'vitest'
import { endOf } from '../../src/kube/channel-end.ts'
import { random } from '../support/random.ts'

it.each([
  ['{"metadata":{},"status":"Success"}', { how: 'exit', code: 0 }],
  [
    '{"status":"Failure","reason":"NonZeroExitCode","message":"command terminated with exit code 3","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}',
    { how: 'exit', code: 3 },
  ],
  [
    '{"status":"Failure","reason":"InternalError","message":"Internal error occurred: no such file"}',
    { how: 'failed', reason: 'InternalError', words: 'Internal error occurred: no such file' },
  ],
  ['', { how: 'failed', reason: '', words: '' }],
  ['not JSON', { how: 'failed', reason: '', words: 'not JSON' }],
  ['[]', { how: 'failed', reason: '', words: '[]' }],
  ['null', { how: 'failed', reason: '', words: 'null' }],
  ['{"details":{"causes":{}}}', { how: 'failed', reason: '', words: '{"details":{"causes":{}}}' }],
])('%j', (text, end) => {
  expect(endOf(text)).toEqual(end)
})

it('takes whatever comes', () => {
  const { below } = random(7)
  for (let turn = 0; turn < 10_000; turn += 1) {
    const bytes = Buffer.from(Array.from({ length: below(60) }, () => below(256)))
    expect(endOf(bytes.toString('utf8')).how).toMatch(/^(?:exit|failed)$/)
  }
})
