/** Names that one owner made have a star for what each has of its own. */
import { expect, test } from 'vitest'
import { alikeName } from '../../src/kinds/parts/alike-name.ts'

test.each([
  ['Pod', 'cart-7d9c8b5f6d-x2x4z', 'cart-*', 'of a Deployment'],
  ['Pod', 'cart-api-fm4hdqd2mm-gbgdm', 'cart-api-*', 'of one whose name has a dash'],
  ['Pod', 'node-exporter-x2x4z', 'node-exporter-*', 'of a DaemonSet'],
  ['Pod', 'postgres-0', 'postgres-*', 'of a StatefulSet'],
  ['Pod', 'backup-29928040-xxjqh', 'backup-*', 'of a CronJob’s run'],
  ['Pod', 'backup-29928040-3-xxjqh', 'backup-*', 'of a CronJob’s run with an index'],
  ['Pod', 'toolbox', 'toolbox', 'that nobody owns'],
  ['Pod', 'proxy-mysql', 'proxy-mysql', 'whose last word is none that is made'],
  ['ReplicaSet', 'cart-7d9c8b5f6d', 'cart-*', ''],
  ['Job', 'backup-29928040', 'backup-*', ''],
  ['PersistentVolumeClaim', 'data-postgres-12', 'data-postgres-*', ''],
  ['Deployment', 'cart-7d9c8b5f6d', 'cart-7d9c8b5f6d', 'whose name a person wrote'],
  ['Node', 'worker-1', '*', 'all are alike'],
  ['constructor', 'a-1', 'a-1', 'a kind that is called like what every object has'],
  ['', '', '', ''],
])('%s %s is %s: %s', (kind, name, alike) => {
  expect(alikeName(kind, name)).toBe(alike)
})
