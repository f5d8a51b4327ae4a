import { expect, test } from 'vitest'
import { readiness, tone } from '../../src/views/tone.ts'

test.each([
  ['Running', 'ok'],
  ['Bound', 'ok'],
  ['Ready', 'ok'],
  ['Pending', 'warn'],
  ['Unknown', 'warn'],
  ['Ready,SchedulingDisabled', 'warn'],
  ['NotReady', 'bad'],
  ['NotReady,SchedulingDisabled', 'bad'],
  ['CrashLoopBackOff', 'bad'],
  ['ImagePullBackOff', 'bad'],
  ['ErrImagePull', 'bad'],
  ['ErrImageNeverPull', 'bad'],
  ['CreateContainerConfigError', 'bad'],
  ['RunContainerError', 'bad'],
  ['Init:CrashLoopBackOff', 'bad'],
  ['Init:Error', 'bad'],
  ['Init:0/2', 'busy'],
  ['ExitCode:137', 'bad'],
  ['Signal:9', 'bad'],
  ['OOMKilled', 'bad'],
  ['Evicted', 'bad'],
  ['Failed', 'bad'],
  ['ContainerCreating', 'busy'],
  ['PodInitializing', 'busy'],
  ['Terminating', 'busy'],
  ['Completed', 'idle'],
  ['Complete', 'idle'],
  ['Succeeded', 'idle'],
  ['Suspended', 'idle'],
  ['Lost', 'bad'],
  ['Released', 'warn'],
])('%s is %s', (word, of) => {
  expect(tone(word)).toBe(of)
})

test.each(['', 'Blue', 'constructor', '__proto__', 'toString'])('%j has no tone', (word) => {
  expect(tone(word)).toBeNull()
})

test.each([
  ['2/2', 'ok'],
  ['3/2', 'ok'],
  ['1/2', 'warn'],
  ['0/2', 'bad'],
  ['0/0', 'idle'],
])('%s ready is %s', (text, of) => {
  expect(readiness(text)).toBe(of)
})

test('what is no count of ready ones has no tone', () => {
  for (const text of ['', 'True', '1', '1/2/3']) expect(readiness(text), text).toBeNull()
})
