import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import type { Field, Filterable } from '../../src/live/filter.ts'
import { labelField, labelsField } from '../../src/views/filter-labels.ts'
import { hints } from '../../src/views/hints.ts'

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
const offered = (typed: string) => {
  const at = typed.indexOf('|')
  return hints(typed.replace('|', ''), at, over, rows)
}

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
])('%j offers %j', (typed, texts) => {
  expect(offered(typed).map(({ text }) => text)).toEqual(texts)
})

test('what is taken stands in the place of its term, and typing goes on behind it', () => {
  const [first] = offered('web -no|ne cart')
  expect(first).toMatchObject({ text: 'node:', q: 'web -node: cart', at: 10 })
  const [value] = offered('node:mas|')
  expect(value).toMatchObject({ q: 'node:master ', at: 12, note: '1' })
  const key = offered('label:te|').find(({ text }) => text === 'label:team')
  expect(key).toMatchObject({ q: 'label:team', at: 10 })
  const [between] = offered('web | cart')
  expect(between).toMatchObject({ q: 'web label: cart', at: 10 })
})

test('a row that holds a value twice counts once', () => {
  const twice = { ...named, text: () => 'nginx\nnginx\nredis' }
  const images = { ...over, fields: new Map([['image', twice]]) }
  const found = hints('image:', 6, images, rows)
  expect(found.map(({ text, note }) => `${text} ${note}`)).toEqual([
    'image:nginx 3',
    'image:redis 3',
  ])
})

test('of many rows no more is offered than fits, what most have first', () => {
  const many = Array.from({ length: 50_000 }, (_, at) => row(`n-${at % 100}`))
  const found = hints('node:', 5, over, [...many, ...many.filter((_, at) => at % 100 === 7)])
  expect(found).toHaveLength(10)
  expect(found[0]?.text).toBe('node:n-7')
})
