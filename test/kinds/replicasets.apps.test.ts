/** ReplicaSets as the controller left them, and ControllerRevisions beside them. */
import { expect, test } from 'vitest'
import revisions from '../../src/kinds/controllerrevisions.apps.ts'
import replicaSets from '../../src/kinds/replicasets.apps.ts'
import type { Kind, KubeObject } from '../../src/kind.ts'
import { fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T22:50:00Z')
const recorded = (name: string) => fixture('replicasets.apps', name)
const cells = (kind: Kind, object: KubeObject, titles: readonly string[]) =>
  titles.map((title) => kind.columns.find((each) => each.title === title)!.cell(object).text)

test.each([
  ['bare', 'ok Available: ', []],
  ['old-revision', 'ok Available: ', []],
  ['new-revision', 'warn Unavailable: 0 of 2 available', ['None of its pods is available']],
  ['scaled-to-0', 'idle Scaled to 0: ', []],
  [
    'refused',
    'bad Refused: pod security restricted:latest: allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile',
    [
      'Its pods are refused: pod security restricted:latest: allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile',
    ],
  ],
])('as a real controller left it: %s', (name, words, titles) => {
  const { tone, word, reason } = replicaSets.status(recorded(name))!
  expect(`${tone} ${word}: ${reason}`).toBe(words)
  expect(replicaSets.problems(recorded(name), now).map(({ title }) => title)).toEqual(titles)
})

test('its cells are kubectl’s, its revision and its cause the Deployment’s', () => {
  const titles = ['Desired', 'Current', 'Ready', 'Selector', 'Revision', 'Cause']
  expect(cells(replicaSets, recorded('new-revision'), titles)).toEqual([
    '2',
    '2',
    '0',
    'app=gateway,pod-template-hash=777945b96b',
    '3',
    'release 8',
  ])
})

test('what a Deployment owns is scaled by that, any other by an autoscaler of its own', () => {
  const { which } = replicaSets.relations.find(({ id }) => id === 'autoscalers')!
  expect(which(recorded('new-revision'))).toBeNull()
  expect(which(recorded('bare'))).toEqual({ namespace: 'k1' })
})

test('a ControllerRevision says whose it is, which, and what it runs', () => {
  const titles = ['Controller', 'Revision', 'Images']
  expect(cells(revisions, fixture('controllerrevisions.apps', 'statefulset'), titles)).toEqual([
    'statefulset.apps/broker',
    '2',
    'registry.example.com/broker:2.0',
  ])
})
