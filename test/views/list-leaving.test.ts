/** Rows of what is being deleted. */
import { expect, test } from 'vitest'
import type { Table } from '../../src/kube.ts'
import { urls } from '../../src/urls.ts'
import { listPage } from '../../src/views/list.ts'
import { readList } from '../../src/views/query.ts'
import { discovery } from '../support/discovered.ts'
import { leases } from '../support/resources.ts'

const meta = {
  name: 'a',
  namespace: 'web',
  uid: 'u',
  creationTimestamp: '2026-11-22T11:00:00Z',
  deletionTimestamp: '2026-11-22T11:30:00Z',
}

/** @param title of the second column. */
function noteBeside(title: string): string | undefined {
  const columns = ['Name', title].map((name) => {
    const format = name === 'Name' ? 'name' : ''
    return { name, type: 'string', format, description: '', priority: 0 }
  })
  const rows = [{ cells: ['a', '1'], meta }]
  const table: Table = {
    columns,
    rows,
    version: '1',
    continue: null,
    remaining: null,
    warnings: [],
  }
  const now = new Date('2026-11-22T12:00:00Z')
  const context = {
    cluster: 'prod',
    resource: leases,
    discovery,
    urls: urls(''),
    query: {},
    now,
  }
  const read = readList(new URLSearchParams())
  return listPage({ table, whole: true, read, context }).rows[0]?.cells[0]?.note
}

test('one that is being deleted says so beside its name, unless its status does', () => {
  expect(noteBeside('Data')).toBe('being deleted')
  expect(noteBeside('Status')).toBeUndefined()
})
