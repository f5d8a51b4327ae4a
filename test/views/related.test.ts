/** What belongs to an object as its page shows it: columns, order, and what it says is wrong. */
import { describe, expect, test } from 'vitest'
import type { KubeObject, Relation } from '../../src/kind.ts'
import type { Table } from '../../src/kube.ts'
import { urls } from '../../src/urls.ts'
import { relatedRows, toldPlaces } from '../../src/views/related.ts'
import { discovery } from '../support/discovered.ts'
import { pods } from '../support/resources.ts'

const around = { cluster: 'prod', discovery, urls: urls(''), now: new Date('2026-11-25T12:00:00Z') }
const part = (name: string) => `/here/${name}`
const object: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'shop' },
}
const pod = (name: string, phase: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', uid: name },
  status: { phase },
})
const tableOf = (...objects: KubeObject[]): Table => ({
  columns: [],
  rows: objects.map((each) => ({ cells: [], meta: each.metadata, object: each })),
  version: '1',
  continue: null,
  remaining: 0,
  warnings: [],
})
const plain: Relation<KubeObject> = {
  id: 'pods',
  title: 'Pods',
  resource: 'pods',
  which: () => ({ namespace: 'shop', labels: 'app=cart' }),
  none: 'None.',
}
const drawn = (more: Partial<Relation<KubeObject>>, ...objects: KubeObject[]) =>
  relatedRows(
    { relation: { ...plain, ...more }, object, resource: pods },
    tableOf(...objects),
    around,
    { part },
  )
const keys = ({ rows }: ReturnType<typeof drawn>) => rows.map(({ key }) => key)

const order = ({ metadata }: KubeObject) => 'abc'.indexOf(metadata.name)

describe('rows', () => {
  const all = [pod('b', 'Running'), pod('a', 'Running'), pod('c', 'Failed')]

  test('what is wrong comes first, then by name', () => {
    expect(keys(drawn({}, ...all))).toEqual(['shop/c', 'shop/a', 'shop/b'])
  })

  test('an order of the relation’s own comes before that', () => {
    expect(keys(drawn({ order }, ...all))).toEqual(['shop/c', 'shop/b', 'shop/a'])
  })

  test('columns are those that it names, wide ones too, in its order', () => {
    const { heads } = drawn({ columns: ['Name', 'IP', 'Status', 'Nonsense'] }, ...all)
    expect(heads.map(({ title }) => title)).toEqual(['Name', 'IP', 'Status'])
  })
})

const problems: Relation<KubeObject>['problems'] = (of, others) => [
  {
    tone: 'bad',
    title: `${of.metadata.name} has ${others.length}`,
    evidence: [],
    next: [{ text: 'Events', part: 'events' }],
  },
]
const keep = () => (other: KubeObject) => other.metadata.name !== 'a'
const places = (more: Partial<Relation<KubeObject>>) =>
  toldPlaces([{ ...plain, ...more }], object, around)

describe('what they say is wrong', () => {
  test('is of those that are kept, and leads to parts of the object itself', () => {
    const rows = drawn({ problems, keep }, pod('a', 'Running'), pod('b', 'Running'))
    expect([rows.told, rows.problems]).toEqual([
      'told-pods',
      [
        {
          tone: 'bad',
          title: 'cart has 1',
          evidence: [],
          next: [{ text: 'Events', href: '/here/events', run: '' }],
        },
      ],
    ])
  })

  test('has a place on the page only where they are asked, and are there', () => {
    expect(places({ problems })).toEqual(['told-pods'])
    expect(places({})).toEqual([])
    expect(places({ problems, which: () => null })).toEqual([])
    expect(places({ problems, resource: 'gadgets.example.com' })).toEqual([])
  })
})
