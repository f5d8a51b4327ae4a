/** The words that the scheduler, the container runtime and the kernel use, as people read them. */
import { describe, expect, test } from 'vitest'
import { exitWords } from '../../src/kinds/parts/exits.ts'
import { pullOf } from '../../src/kinds/parts/pulls.ts'
import { inShort, unschedulable } from '../../src/kinds/parts/scheduling.ts'
import { selects, written } from '../../src/kinds/parts/selectors.ts'

describe('why no node fits', () => {
  test.each([
    [
      '0/5 nodes are available: 1 node(s) had untolerated taint(s), 3 Insufficient cpu, 2 Insufficient memory. preemption: 0/5 nodes are available: 5 No preemption victims found for incoming pod.',
      'no node fits: not enough cpu (3), not enough memory (2), untolerated taint (1)',
    ],
    [
      "0/3 nodes are available: 1 node(s) had untolerated taint {team: data}, 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
      'no node fits: node selector or affinity (2), taint team=data (1)',
    ],
    ['0/1 nodes are available: 1 node(s) were unschedulable.', 'no node fits: cordoned (1)'],
    [
      '0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/4 nodes are available: 4 Preemption is not helpful for scheduling.',
      'pod has unbound immediate PersistentVolumeClaims',
    ],
    [
      '0/4 nodes are available: persistentvolumeclaim "data" not found. preemption: …',
      'persistentvolumeclaim "data" not found',
    ],
    ['something else', 'no node fits'],
    ['', 'no node fits'],
  ])('%s', (message, words) => {
    expect(inShort(unschedulable(message))).toBe(words)
  })

  test('and how many nodes there are', () => {
    expect(unschedulable('0/12 nodes are available: 12 Too many pods.')).toEqual({
      nodes: 12,
      reasons: [{ count: 12, why: 'as many pods as a node takes' }],
      instead: '',
    })
  })
})

describe('why an image cannot be had', () => {
  test.each([
    ['ErrImagePull rpc error: … registry.example.com/a:9: not found', 'not found'],
    ['ImagePullBackOff failed to authorize: … 401 Unauthorized', 'no access'],
    [
      'ErrImagePull dial tcp: lookup registry.example.com: no such host',
      'the registry cannot be reached',
    ],
    [
      'ErrImagePull toomanyrequests: You have reached your pull rate limit',
      'the registry limits pulls',
    ],
    ['InvalidImageName couldn’t parse', 'not a valid image name'],
    ['ErrImagePull no matching manifest for linux/arm64', 'not built for this node'],
    ['ErrImagePull ', ''],
  ])('%s', (said, short) => {
    expect(pullOf(said).short).toBe(short)
  })
})

test.each([
  [{ exitCode: 1, reason: 'Error' }, 'exit 1'],
  [{ exitCode: 137, reason: 'OOMKilled' }, 'exit 137, out of memory'],
  [{ exitCode: 137, reason: 'Error' }, 'exit 137 (SIGKILL, killed)'],
  [{ exitCode: 143 }, 'exit 143 (SIGTERM, asked to stop)'],
  [{ exitCode: 127 }, 'exit 127 (the command was not found)'],
  [{ exitCode: 0, signal: 11 }, 'signal 11 (SIGSEGV, bad memory access)'],
])('%j is %s', (terminated, words) => {
  expect(exitWords(terminated)).toBe(words)
})

test('a selector is written as the API server takes it', () => {
  const selector = {
    matchLabels: { app: 'cart' },
    matchExpressions: [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'env', operator: 'NotIn', values: ['dev'] },
      { key: 'live', operator: 'Exists' },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  }
  expect(written(selector)).toBe('app=cart,tier in (a,b),env notin (dev),live,!old')
})

test.each([
  [{ app: 'cart' }, true],
  [{ app: 'cart', tier: 'x' }, false],
  [{}, false],
])('labels app=cart are selected by %j: %s', (selector, is) => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { selector } }
  expect(selects({ app: 'cart', other: 'y' })(service)).toBe(is)
})
