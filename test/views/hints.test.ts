import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import type { Field, Filterable } from '../../src/live/filter.ts'
import { labelField, labelsField } from '../../src/views/filter-labels.ts'
import { counted } from '../../src/live/counted.ts'
import { counting, hints, typedAt } from '../../src/views/hints.ts'

const row = (name: string, labels: Readonly<Record<string, string>> = {}): TableRow => ({
  cells: [],
  meta: { name, namespace: 'shop', uid: name, labels },
})
const rows = [
  row('worker-1', { app: 'cart', team: 'a b' }),
  row('worker-2', { app: 'web', 'app.kubernetes.io/name': 'x' }),
  row('master', { app: 'cart' }),
]
const named: Field<TableRow> = {
  text: ({ meta }) => meta.name,
  value: ({ meta }) => meta.name,
  read: (typed) => typed || null,
}
const over: Filterable<TableRow> = {
  text: ({ meta }) => meta.name,
  fields: new Map<string, Field<TableRow> | string>([
    ['node', named],
    ['nominated', named],
    ['restarts', { ...named, like: '5' }],
    ['status', { ...named, text: () => 'Running' }],
    ['label', labelsField],
    ['annotation', 'not here.'],
  ]),
  keyed: new Map([['label', labelField]]),
}
/** `|` is the caret. */
const offered = (typed: string, fields = over, all = rows, whole = true) => {
  const box = typedAt(typed.replace('|', ''), typed.indexOf('|'))
  const what = counting(box, fields)
  return counts(what, all).then((of) => hints(box, fields, of && { of, whole }))
}
const counts = async (what: ReturnType<typeof counting>, all: readonly TableRow[]) =>
  what && counted(all, what)

test.each([
  ['|', ['label:', 'node:', 'nominated:', 'restarts>', 'status:']],
  ['x no|', ['node:', 'nominated:']],
  ['-No|', ['node:', 'nominated:']],
  ['node:|', ['node:master', 'node:worker-1', 'node:worker-2']],
  ['node:er|', ['node:master', 'node:worker-1', 'node:worker-2']],
  ['node=WOR|', ['node=worker-1', 'node=worker-2']],
  ['node:zzz|', []],
  ['node>w|', []],
  ['nothing:|', []],
  [
    'status:|',
    [
      'status:failing',
      'status:pending',
      'status:changing',
      'status:ok',
      'status:done',
      'status:Running',
    ],
  ],
  ['status:f|', ['status:failing']],
  ['label:|', ['label:app', 'label:app.kubernetes.io/name', 'label:team']],
  ['label:app|', ['label:app=', 'label:app', 'label:app.kubernetes.io/name']],
  ['label:app=|', ['label:app=cart', 'label:app=web']],
  ['label:app:c|', ['label:app:cart']],
  ['label:team=|', ['label:team="a b"']],
  ['/wor|ker/', []],
  ['annotation:|', []],
])('%j offers %j', async (typed, texts) => {
  const found = await offered(typed)
  expect(found.map(({ text }) => text)).toEqual(texts)
})

test('what is taken stands in the place of its term, and typing goes on behind it', async () => {
  const [first] = await offered('web -no|ne cart')
  expect(first).toMatchObject({ text: 'node:', q: 'web -node: cart', at: 10 })
  const [value] = await offered('node:mas|')
  expect(value).toMatchObject({ q: 'node:master ', at: 12, note: '1' })
  const keys = await offered('label:te|')
  const key = keys.find(({ text }) => text === 'label:team')
  expect(key).toMatchObject({ q: 'label:team', at: 10 })
  const [between] = await offered('web | cart')
  expect(between).toMatchObject({ q: 'web label: cart', at: 10 })
})

test('a row that holds a value twice counts once', async () => {
  const twice = { ...named, text: () => 'nginx\nnginx\nredis' }
  const images = { ...over, fields: new Map([['image', twice]]) }
  const found = await offered('image:|', images)
  expect(found.map(({ text, note }) => `${text} ${note}`)).toEqual([
    'image:nginx 3',
    'image:redis 3',
  ])
})

test('of many rows no more is offered than fits, what most have first', async () => {
  const many = Array.from({ length: 50_000 }, (_, at) => row(`n-${at % 100}`))
  const all = [...many, ...many.filter((_, at) => at % 100 === 7)]
  const found = await offered('node:|', over, all)
  expect(found).toHaveLength(10)
  expect(found[0]).toMatchObject({ text: 'node:n-7', note: '1,000' })
})

test('of the first rows alone no number is told', async () => {
  const found = await offered('node:w|', over, rows, false)
  expect(found.map(({ text, note }) => [text, note])).toEqual([
    ['node:worker-1', ''],
    ['node:worker-2', ''],
  ])
})

const all = () => true
const word = (typed: string) => (typed === 'failing' ? all : null)

test('the words of a status are counted like values', async () => {
  const fields = new Map(over.fields).set('status', { ...named, text: () => 'Running', word })
  const found = await offered('status=|', { ...over, fields })
  expect(found.map(({ text, note }) => `${text} ${note}`)).toEqual([
    'status=failing 3',
    'status=pending 0',
    'status=changing 0',
    'status=ok 0',
    'status=done 0',
    'status=Running 3',
  ])
})

test.each([
  ['a node:|x b', 'a   b'],
  ['no|', ''],
  ['a -node:x| "b c"', 'a   "b c"'],
  ['a |', 'a '],
])('in %j the other terms are %j', (typed, others) => {
  const box = typedAt(typed.replace('|', ''), typed.indexOf('|'))
  expect(box.others).toBe(others.trim())
})
