import { expect, it } from 'vitest'
import { KubeError, Refused, Unreachable } from '../../src/errors.ts'
import { Unanswered, type Why } from '../../src/terminals.ts'
import { silentSaid } from '../../src/views/exec-why.ts'
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

it('one that never came to be because its node is silent names the node', () => {
  const why: Why = { by: 'node', node: 'n1', words: 'no answer within 4 s' }
  expect(refusedSaid(new Unanswered(why))).toMatchObject({
    text: expect.stringMatching(/^Node n1 does not answer/),
    next: expect.stringMatching(/^Press Enter/),
    words: 'no answer within 4 s',
  })
})

it('a refusal says which right is missing', () => {
  const answer = { status: 403, reason: 'Forbidden', message: 'no' }
  const error = new KubeError({ ...asked, resource: 'pods/attach' }, answer)
  expect(refusedSaid(error).next).toMatch(/create on pods\/attach\.$/)
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

const cut = (why: Why, unanswered = false) => endedSaid({ how: 'cut', words: 'x', why, unanswered })
const node = (words: string): Why => ({ by: 'node', node: 'real-1', words })

it('what broke off says who did it, each its own words and its own next step', () => {
  const all: readonly Why[] = [
    { by: 'server', late: false, words: 'connect ECONNREFUSED 127.0.0.1:6443' },
    { by: 'server', late: true, words: 'no answer within 4 s' },
    node('dial tcp 10.0.0.1:10250: connect: connection refused'),
    node('no answer within 4 s'),
    { by: 'gone' },
    { by: 'ending' },
    { by: 'over', words: 'OOMKilled, exit code 137' },
    { by: 'nothing' },
  ]
  const texts = all.map((why) => cut(why).text)
  expect(texts).toEqual([
    'The API server has ended, or is being restarted.',
    'The API server does not answer.',
    'The kubelet of node real-1 has ended, or is being restarted.',
    'Node real-1 does not answer: its kubelet stands still, or it cannot be reached.',
    'Its pod is gone.',
    'Its pod is being deleted.',
    'Its container has ended (OOMKilled, exit code 137).',
    expect.stringMatching(/connection to the container broke/),
  ])
  for (const why of all) expect(cut(why).next).not.toBe('')
})

it('what was typed and not answered is not passed over', () => {
  expect(cut({ by: 'gone' }, true).text).toMatch(/^Its pod is gone\. What was typed last may not/)
  expect(cut({ by: 'gone' }).text).not.toMatch(/typed/)
})

const killed = (why: Why) => endedSaid({ how: 'exit', code: 137, why }).text

it('what was killed with its pod says so, and not its exit code', () => {
  expect(killed({ by: 'ending' })).toBe('Its pod is being deleted.')
  expect(killed({ by: 'nothing' })).toMatch(/killed/)
  expect(killed(node('x'))).toMatch(/killed/)
})

const lost = (words: string) =>
  endedSaid({ how: 'failed', reason: '', words, why: node('connection refused') }).text

it('words of a failure that nobody knows give way to what was found', () => {
  expect(lost('error reading from error stream')).toMatch(/kubelet of node real-1 has ended/)
  expect(lost('executable file not found')).toMatch(/no such command/)
})

it('who is silent is named while it is waited for', () => {
  expect(silentSaid(node(''))).toMatchObject({
    text: expect.stringMatching(/^Node real-1 does not/),
  })
  expect(silentSaid({ by: 'server', late: true, words: '' }).text).toMatch(
    /API server does not answer/,
  )
})

it('an API server that is not there when it is opened: which step, and what helps', () => {
  const at = { cluster: 'prod', step: 'connection', advice: 'Check the VPN.' } as const
  const told = refusedSaid(new Unreachable(at, 'prod could not be reached'))
  expect(told).toMatchObject({ text: 'prod could not be reached' })
  expect(told.next).toMatch(/Check the VPN\. Press Enter/)
})
