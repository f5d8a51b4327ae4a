import { describe, expect, test } from 'vitest'
import type { Table, TableColumn, TableRow } from '../../src/kube.ts'
import { urls } from '../../src/urls.ts'
import { columnId } from '../../src/views/columns.ts'
import { sortType, typeOf } from '../../src/views/column-types.ts'
import { listPage } from '../../src/views/list.ts'
import { readList } from '../../src/views/query.ts'
import { configMaps, discovery, nodes } from '../support/discovered.ts'
import { pods } from '../support/resources.ts'

const now = new Date('2026-11-22T12:00:00Z')
const column = (name: string, more: Partial<TableColumn> = {}): TableColumn => ({
  name,
  type: 'string',
  format: name === 'Name' ? 'name' : '',
  description: '',
  priority: 0,
  ...more,
})
const row = (name: string, ...rest: TableRow['cells']): TableRow => ({
  cells: [name, ...rest],
  meta: {
    name,
    namespace: name < 'c' ? 'shop' : 'web',
    uid: `uid-${name}`,
    creationTimestamp: '2026-11-22T11:00:00Z',
  },
})
const table = (more: Partial<Table> = {}): Table => ({
  columns: [column('Name'), column('Status'), column('Restarts'), column('IP', { priority: 1 })],
  rows: [
    row('a', 'Running', '0', '10.0.0.1'),
    row('b', 'CrashLoopBackOff', '12 (5m ago)', '<none>'),
    row('c', 'Pending', '3', ''),
  ],
  version: '1',
  continue: null,
  remaining: null,
  warnings: [],
  ...more,
})
const show = (search = '', from: Partial<Table> = {}, whole = true, resource = pods) => {
  const read = readList(new URLSearchParams(search))
  const context = {
    cluster: 'prod',
    resource,
    discovery,
    urls: urls(''),
    query: {},
    now,
  }
  return listPage({ table: table(from), whole, read, context })
}
const names = (page: ReturnType<typeof show>) =>
  page.rows.map(({ key }) => key.split('/')[1]).join('')

describe('columns', () => {
  test.each([
    ['Age', 'age'],
    ['Nominated Node', 'nominated-node'],
    ['PORT(S)', 'port-s-'],
    ['Up-to-date', 'up-to-date'],
  ])('%s is called %s', (title, id) => {
    expect(columnId(title)).toBe(id)
  })

  test.each([
    ['Name', {}, 'name'],
    ['Age', {}, 'age'],
    ['Restarts', {}, 'number'],
    ['Ready', {}, 'ready'],
    ['Completions', {}, 'fraction'],
    ['Capacity', {}, 'quantity'],
    ['Duration', {}, 'duration'],
    ['Last Seen', {}, 'ago'],
    ['Node', {}, 'node'],
    ['Status', {}, 'status'],
    ['Replicas', { type: 'integer' }, 'number'],
    ['Finished', { type: 'date' }, 'ago'],
    ['Anything', {}, 'text'],
    ['constructor', {}, 'text'],
  ])('%s %o is of type %s, whatever its cells hold', (name, more, type) => {
    const one = column(name, more)
    expect(typeOf(one, [one])).toBe(type)
  })

  test('ready is the state only where no other column is one', () => {
    const ready = column('Ready')
    expect(typeOf(ready, [ready])).toBe('ready')
    expect(typeOf(ready, [ready, column('Status')])).toBe('fraction')
  })

  test('a number with words behind it sorts as the number; what is none has no value', () => {
    const { value } = sortType('number')
    const of = (text: string) => value(text, row('a'), now)
    expect(['12 (5m ago)', '0', '-1', '', 'many'].map(of)).toEqual([12, 0, -1, null, null])
  })

  test('wide columns are there to choose, the namespace while it can differ', () => {
    expect(show().heads.map(({ id }) => id)).toEqual(['name', 'namespace', 'status', 'restarts'])
    expect(show('ns=web').heads.map(({ id }) => id)).toEqual(['name', 'status', 'restarts'])
    expect(show('choose=1').chooser.choices?.others.map(({ id }) => id)).toContain('ip')
    expect(show('cols=ip,name').heads.map(({ id }) => id)).toEqual(['ip', 'name'])
    expect(show('', {}, true, nodes).heads.map(({ id }) => id)).not.toContain('namespace')
  })

  test('<none> and nothing are empty cells', () => {
    const cells = show('cols=ip').rows.map(({ cells: [ip] }) => ip?.text)
    expect(cells).toEqual(['10.0.0.1', '', ''])
  })
})

describe('rows', () => {
  test('have the id and the key that scripts rely on', () => {
    const [first] = show().rows
    expect([first?.id, first?.key]).toEqual(['row-uid-a', 'shop/a'])
  })

  test('without a uid have an id of their key, always the same', () => {
    const bare = { cells: ['x'], meta: { name: 'x' } }
    const ids = [1, 2].map(() => show('', { rows: [bare] }, true, nodes).rows[0])
    expect(ids[0]?.key).toBe('-/x')
    expect(ids[0]?.id).toMatch(/^row-[0-9a-f]+$/)
    expect(ids[0]?.id).toBe(ids[1]?.id)
  })

  test('lead to their objects by the first cell where no column is the name', () => {
    const columns = [column('Last Seen'), column('Reason')]
    const rows = [{ cells: ['5m', 'Pulled'], meta: { name: 'e', namespace: 'web' } }]
    const [first] = show('ns=web', { columns, rows }).rows
    expect(first?.cells[0]?.href).toBe('/c/prod/pods/web/e')
    expect(first?.cells[1]?.href).toBeUndefined()
  })
})

describe('counts', () => {
  test('one number where all are seen, two where some are', () => {
    expect(show().count).toBe('3')
    expect(show('q=a').count).toBe('1 of 3')
    expect(show('', { continue: 'x', remaining: 9997 }, false).count).toBe('10,000')
  })

  test('no number where the server did not say', () => {
    const page = show('', { continue: 'x' }, false)
    expect([page.count, page.total]).toEqual(['', null])
    expect(page.pager.text).toBe('1–3')
  })

  test('chips carry numbers only over all rows', () => {
    const chips = show().chips.map(({ text, count }) => `${text} ${count}`)
    expect(chips).toEqual(['All 3', 'Failing 1', 'Pending 1', 'Changing 0'])
    const first = show('', { continue: 'x', remaining: 5 }, false)
    expect(first.chips.map(({ count }) => count)).toEqual(['', '', '', ''])
  })

  test('a list without a status has no chips', () => {
    expect(show('', { columns: [column('Name')] }, true, configMaps).chips).toEqual([])
  })
})

const head = (search: string) => show(search).heads.find(({ id }) => id === 'restarts')

describe('order and pages', () => {
  test('sorted over all rows, the sign turns it', () => {
    expect(names(show('sort=restarts'))).toBe('acb')
    expect(names(show('sort=-restarts'))).toBe('bca')
    expect(names(show('sort=-name&size=1&page=2'))).toBe('b')
  })

  test('a head leads to its order, and from there to the other', () => {
    expect(head('')).toMatchObject({ sort: '', href: '/c/prod/pods?sort=restarts' })
    expect(head('sort=restarts')).toMatchObject({
      sort: 'ascending',
      href: '/c/prod/pods?sort=-restarts',
    })
    expect(head('sort=-restarts')).toMatchObject({
      sort: 'descending',
      href: '/c/prod/pods?sort=restarts',
    })
  })

  test('the pager leads as far as there are pages, the rest of the address kept', () => {
    const pager = (search: string) => show(search).pager
    expect(pager('size=1')).toEqual({
      text: '1–1 of 3',
      first: '',
      previous: '',
      next: '/c/prod/pods?size=1&page=2',
      last: '/c/prod/pods?size=1&page=3',
    })
    expect(pager('size=1&page=3&sort=name')).toEqual({
      text: '3–3 of 3',
      first: '/c/prod/pods?sort=name&size=1',
      previous: '/c/prod/pods?sort=name&size=1&page=2',
      next: '',
      last: '',
    })
    expect(show('', { continue: 'x', remaining: 7 }, false).pager.next).toBe('/c/prod/pods?page=2')
  })
})

describe('an empty list', () => {
  const none = { rows: [] }
  test('there are none', () => {
    const { empty } = show('', none)
    expect([empty?.title, empty?.links]).toEqual(['No pods', []])
  })

  test('there are none in these namespaces: look in all', () => {
    const { empty } = show('ns=web,shop', none)
    expect(empty?.title).toBe('No pods in web, shop')
    expect(empty?.links).toEqual([{ text: 'Look in all namespaces', href: '/c/prod/pods' }])
  })

  test('some are there, and none passes the filter: clear it', () => {
    const { empty } = show('q=zzz&ns=web')
    expect(empty?.text).toContain('3 are there in web')
    expect(empty?.links[0]).toEqual({ text: 'Clear the filters', href: '/c/prod/pods?ns=web' })
    expect(show('status=done').empty?.title).toBe('No pods match')
  })

  test('some are there that have what is asked for, and none passes the rest', () => {
    const { empty, count } = show('q=name%3Da+zzz')
    expect(empty?.text).toMatch(/with name=a/)
    expect(count).toMatch(/^0 of 1 with name=a$/)
  })

  test('the server selected none', () => {
    const { empty } = show('l=a%3Db', none)
    expect(empty?.text).toBe('The API server selected none.')
    expect(empty?.links[0]?.text).toBe('Clear the filters')
  })
})

test('what makes no sense is told by its parameter, and the rest shown', () => {
  const page = show('sort=nope&cols=zzz,name&status=odd&q=restarts%3Ex+a')
  expect(page.wrong.map(({ name }) => name).toSorted()).toEqual(['cols', 'q', 'sort', 'status'])
  expect(names(page)).toBe('a')
  expect(page.heads.map(({ id }) => id)).toEqual(['name'])
})

test('a name that is long may have two lines, no other cell', () => {
  const long = 'x'.repeat(40)
  const { rows } = show('', { rows: [row('a', long), row(long, 'Running')] })
  const two = rows.map(({ cells }) => cells.filter(({ look }) => look.includes('long')))
  expect(two.map((cells) => cells.map(({ col }) => col))).toEqual([[], ['name']])
})
