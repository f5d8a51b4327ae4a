/** Autoscalers and disruption budgets as their controllers left them. */
import { expect, test } from 'vitest'
import autoscalers from '../../src/kinds/horizontalpodautoscalers.autoscaling.ts'
import budgets from '../../src/kinds/poddisruptionbudgets.policy.ts'
import type { Kind, KubeObject } from '../../src/kind.ts'
import { fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T23:20:00Z')
const said = (kind: Kind, object: KubeObject) => {
  const { tone, word, reason } = kind.status(object)!
  return [`${tone} ${word}: ${reason}`, ...kind.problems(object, now).map(({ title }) => title)]
}

test.each([
  [
    'no-metrics',
    [
      'bad No metrics: unable to fetch metrics from resource metrics API',
      'Autoscaler gateway has no metrics to go by: unable to fetch metrics from resource metrics API',
    ],
  ],
  [
    'target-missing',
    [
      'bad Cannot scale: deployments.apps "nothing" not found',
      'Autoscaler missing cannot scale: deployments.apps "nothing" not found',
    ],
  ],
  ['off', ['idle Off: its target is scaled to 0']],
  [
    'at-its-most',
    [
      'warn At its most: wants more than 10',
      'Autoscaler gateway is at its most: wants more than 10',
    ],
  ],
])('an autoscaler: %s', (name, words) => {
  expect(said(autoscalers, fixture('horizontalpodautoscalers.autoscaling', name))).toEqual(words)
})

test.each([
  ['at-its-most', 'cpu: 93%/70%'],
  ['no-metrics', 'cpu: <unknown>/70%'],
  ['off', 'cpu: <unknown>/70%, requests: <unknown>/500m (avg), 1 more'],
])('what an autoscaler goes by: %s', (name, words) => {
  const targets = autoscalers.columns.find(({ title }) => title === 'Targets')!
  expect(targets.cell(fixture('horizontalpodautoscalers.autoscaling', name)).text).toBe(words)
})

test.each([
  ['allows-one', ['ok Allows 1: ']],
  ['no-pods', ['idle No pods: it selects none']],
  [
    'too-few-healthy',
    ['warn Allows none: 0 of 1 healthy', 'None of its pods may be evicted: 0 of 1 healthy'],
  ],
  [
    'never',
    [
      'warn Allows none: all 3 healthy are needed',
      'None of its pods may be evicted: all 3 healthy are needed',
    ],
  ],
])('a budget: %s', (name, words) => {
  expect(said(budgets, fixture('poddisruptionbudgets.policy', name))).toEqual(words)
})
