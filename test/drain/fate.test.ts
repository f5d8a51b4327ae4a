/** Which pods of a node go, stay or hinder: as kubectl decides, with each of its options. */
import { expect, test } from 'vitest'
import { type DaemonSets, fateOf, type Options, usual } from '../../src/drain.ts'
import type { Pod } from '../../src/kinds/parts/pod.ts'
import { pod } from '../support/pods.ts'

const now = new Date('2026-11-26T15:00:00Z')
const owned = (kind: string, name: string) => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: name, controller: true }],
})
const there: DaemonSets = () => 'there'
const running = { phase: 'Running' }
const unseen: DaemonSets = () => ({ said: 'daemonsets.apps is forbidden' })
const emptyDir = {
  volumes: [
    { name: 'tmp', emptyDir: {} },
    { name: 'cfg', configMap: {} },
  ],
}
const web = owned('ReplicaSet', 'web-1')
const agent = owned('DaemonSet', 'agent')
const mirror = { annotations: { 'kubernetes.io/config.mirror': 'x' } }
const ended = (at: string) => ({ ...web, deletionTimestamp: at })

function decided(of: object, with_: Partial<Options> = {}, sets = there) {
  const { does, option, loses } = fateOf(of as Pod, { ...usual, ...with_ }, sets, now)
  return [does, option, loses.length]
}

test.each<[string, object, Partial<Options>, readonly unknown[]]>([
  ['of a controller', pod(running, {}, web), {}, ['goes', '', 0]],
  ['of nobody', pod(running), {}, ['hinders', 'force', 0]],
  ['of nobody, forced', pod(running), { force: true }, ['goes', '', 1]],
  ['finished, of nobody', pod({ phase: 'Succeeded' }), {}, ['goes', '', 0]],
  ['failed, with local data', pod({ phase: 'Failed' }, emptyDir), {}, ['goes', '', 0]],
  ['with local data', pod(running, emptyDir, web), {}, ['hinders', 'delete-emptydir-data', 0]],
  [
    'with local data, forced alone',
    pod(running, emptyDir, web),
    { force: true },
    ['hinders', 'delete-emptydir-data', 0],
  ],
  [
    'with local data that may go',
    pod(running, emptyDir, web),
    { deleteEmptyDirData: true },
    ['goes', '', 1],
  ],
  [
    'with local data that may go, of nobody',
    pod(running, emptyDir),
    { deleteEmptyDirData: true },
    ['hinders', 'force', 0],
  ],
  [
    'both allowed: both are lost',
    pod(running, emptyDir),
    { deleteEmptyDirData: true, force: true },
    ['goes', '', 2],
  ],
  ['of a DaemonSet', pod(running, {}, agent), {}, ['hinders', 'ignore-daemonsets', 0]],
  [
    'of a DaemonSet, with local data: ignored before that is looked at',
    pod(running, emptyDir, agent),
    { ignoreDaemonSets: true },
    ['stays', '', 0],
  ],
  [
    'of a DaemonSet, forced: not by that',
    pod(running, {}, agent),
    { force: true },
    ['hinders', 'ignore-daemonsets', 0],
  ],
  ['of a DaemonSet, finished', pod({ phase: 'Failed' }, {}, agent), {}, ['goes', '', 0]],
  ['mirror', pod(running, emptyDir, mirror), {}, ['stays', '', 0]],
  ['ending', pod(running, {}, ended('2026-11-26T14:50:00Z')), {}, ['goes', '', 0]],
  [
    'ending for long',
    pod(running, {}, ended('2026-11-26T14:50:00Z')),
    { skipWait: 60 },
    ['stays', '', 0],
  ],
  [
    'ending, not for so long',
    pod(running, {}, ended('2026-11-26T14:59:30Z')),
    { skipWait: 60 },
    ['goes', '', 0],
  ],
])('a pod %s', (_, of, options, expected) => {
  expect(decided(of, options)).toEqual(expected)
})

test('a DaemonSet that is gone lets its pods go by force only, one that cannot be seen by nothing', () => {
  const of = pod(running, {}, agent)
  const both = { force: true, ignoreDaemonSets: true }
  expect(decided(of, { ignoreDaemonSets: true }, () => 'missing')).toEqual(['hinders', 'force', 0])
  expect(decided(of, both, () => 'missing')).toEqual(['goes', '', 0])
  expect(decided(of, both, unseen)).toEqual(['hinders', '', 0])
  expect(fateOf(of as Pod, { ...usual, ...both }, unseen, now).why).toContain('is forbidden')
})
