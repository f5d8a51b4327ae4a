/** Pods in a few words, for states that are hard to come by. */
import type { KubeObject } from '../../src/kube.ts'

/** A pod of one container `app`, or of what `spec` says. */
export const pod = (status: object, spec: object = {}, meta: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart', namespace: 'shop', ...meta },
  spec: { containers: [{ name: 'app', image: 'shop/cart:1' }], restartPolicy: 'Always', ...spec },
  status,
})
export const one = (state: object, more: object = {}) => ({
  phase: 'Running',
  containerStatuses: [{ name: 'app', restartCount: 0, ready: false, state, ...more }],
})
export const running = { running: { startedAt: '2026-11-25T22:00:00Z' } }
export const ended = (exitCode: number, reason: string, more: object = {}) => ({
  terminated: { exitCode, reason, finishedAt: '2026-11-25T22:29:00Z', ...more },
})
export const ready = (status: string) => [{ type: 'Ready', status }]
