import { expect, test } from 'vitest'
import { filter, type Filterable, told } from '../../src/live/filter.ts'

interface Pod {
  readonly name: string
  readonly restarts: number | null
}
const pods: readonly Pod[] = [
  { name: 'web/cart-1', restarts: 0 },
  { name: 'web/cart-2', restarts: 12 },
  { name: 'shop/API', restarts: 3 },
  { name: 'shop/a:b', restarts: null },
]
const over: Filterable<Pod> = {
  text: ({ name }) => name,
  fields: new Map([
    [
      'restarts',
      {
        text: ({ restarts }: Pod) => String(restarts ?? ''),
        value: ({ restarts }: Pod) => restarts,
        read: (typed: string) => (/^\d+$/.test(typed) ? Number(typed) : null),
      },
    ],
  ]),
}
const found = (typed: string) =>
  pods
    .filter(filter(typed, over).matches)
    .map(({ name }) => name.split('/')[1])
    .join(' ')

test.each([
  ['', 'cart-1 cart-2 API a:b'],
  ['   ', 'cart-1 cart-2 API a:b'],
  ['cart', 'cart-1 cart-2'],
  ['CART web', 'cart-1 cart-2'],
  ['web shop', ''],
  ['api', 'API'],
  ['-cart', 'API a:b'],
  ['shop -api', 'a:b'],
  ['"web/cart"', 'cart-1 cart-2'],
  ['"cart web"', ''],
  ['"car', 'cart-1 cart-2'],
  ['a:b', 'a:b'],
  ['restarts:12', 'cart-2'],
  ['RESTARTS:1', 'cart-2'],
  ['restarts>2', 'cart-2 API'],
  ['restarts<3', 'cart-1'],
  ['-restarts>2', 'cart-1 a:b'],
  ['restarts:"12"', 'cart-2'],
  ['-', 'cart-1 cart-2'],
])('%j finds: %s', (typed, names) => {
  expect(found(typed)).toBe(names)
})

test('what cannot be compared is said and left out, the rest still filters', () => {
  const { matches, wrong } = filter('restarts>many cart', over)
  expect(wrong).toHaveLength(1)
  expect(told(wrong[0]!)).toContain('many')
  expect(pods.filter(matches)).toHaveLength(2)
})

test('without the engine a regular expression is not taken for a word', () => {
  const { wrong } = filter('/ca.t/', over)
  expect(told(wrong[0]!)).toContain('/ca.t/')
})
