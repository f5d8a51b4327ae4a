import { expect, it } from 'vitest'
import { KubeError, Refused } from '../../src/errors.ts'
import { endedSaid, refusedSaid } from '../../src/views/exec-words.ts'

const asked = { verb: 'create', resource: 'pods/exec', namespace: 'shop', name: 'cart' }
const failed = (words: string) => endedSaid({ how: 'failed', reason: 'InternalError', words })

it('a shell that is not there: what is missing, without the layers in front, and what helps', () => {
  const words =
    'Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "65f7": OCI runtime exec failed: exec failed: unable to start container process: exec: "sh": executable file not found in $PATH: unknown'
  expect(failed(words)).toMatchObject({
    text: 'There is no such command in this container.',
    words: expect.stringMatching(/^OCI runtime exec failed/),
    debug: true,
  })
})

it.each([
  ['unable to upgrade connection: container not found ("app")', /not running/],
  ['cannot exec into a container in a completed pod; current phase is Succeeded', /not running/],
  ['error dialing backend: dial tcp 10.0.0.1:10250: connect: connection refused', /node does not/],
  ['something new', /could not be opened/],
])('%s', (words, text) => {
  expect(failed(words)).toMatchObject({ text: expect.stringMatching(text), tone: 'bad', words })
})

it.each([
  [0, 'Ended.', 'ok'],
  [3, 'Ended with exit code 3.', 'bad'],
  [127, /command was not found/, 'bad'],
])('exit code %i', (code, text, tone) => {
  const told = endedSaid({ how: 'exit', code })
  expect(told.text).toMatch(text)
  expect(told.tone).toBe(tone)
})

it('a refusal says whose it is', () => {
  const refused = new KubeError(asked, {
    status: 403,
    reason: 'Forbidden',
    message: 'no pods/exec',
  })
  expect(refusedSaid(refused)).toMatchObject({
    words: 'no pods/exec',
    next: /* who */ expect.stringMatching(/pods\/exec/),
  })
  expect(refusedSaid(new Refused('Not you.')).text).toBe('Not you.')
  expect(refusedSaid(new TypeError('x')).text).toMatch(/Portlight itself/)
})
