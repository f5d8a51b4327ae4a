/** Four rows and what a filter may name of them. */
import { expect } from 'vitest'
import { type Engine, type Field, filter, type Filterable } from '../../src/live/filter.ts'
import { seconds } from '../../src/views/duration.ts'

export interface Pod {
  readonly name: string
  readonly restarts: number | null
  readonly age: number
  readonly images: readonly string[]
  readonly labels: Readonly<Record<string, string>>
}
const pod = (name: string, more: Partial<Pod> = {}): Pod => ({
  name,
  restarts: 0,
  age: 60,
  images: ['nginx:1.27'],
  labels: {},
  ...more,
})
export const pods: readonly Pod[] = [
  pod('web/cart-1', { labels: { team: 'api', 'app.kubernetes.io/name': 'cart' } }),
  pod('web/cart-2', { restarts: 12, age: 7200, images: ['redis:7', 'nginx:1.28'] }),
  pod('shop/API', { restarts: 3, labels: { team: '' }, age: 3600 }),
  pod('shop/a:b', { restarts: null, labels: { team: 'api-2' } }),
]
const field = (text: (one: Pod) => string): Field<Pod> => ({
  text,
  value: (one) => text(one) || null,
  read: (typed) => typed || null,
})
const number = (
  value: (one: Pod) => number | null,
  read: (typed: string) => number | null,
  like: string,
) => ({
  text: (one: Pod) => String(value(one) ?? ''),
  value,
  read,
  like,
})
/** Every sort of field that a filter knows. */
export const over: Filterable<Pod> = {
  text: ({ name }) => name,
  fields: new Map<string, Field<Pod> | string>([
    [
      'restarts',
      number(
        ({ restarts }) => restarts,
        (typed) => (/^\d+$/.test(typed) ? Number(typed) : null),
        '5',
      ),
    ],
    ['age', number(({ age }) => age, seconds, '1h')],
    ['image', field(({ images }) => images.join('\n'))],
    ['node', { ...field(() => 'worker-1 ready'), exact: () => 'worker-1' }],
    [
      'status',
      {
        ...field(() => 'Running'),
        word: (typed) => (typed === 'failing' ? ({ restarts }) => restarts === 12 : null),
        anyCase: true,
      },
    ],
    [
      'label',
      field(({ labels }) =>
        Object.entries(labels)
          .map(([key, value]) => `${key}=${value}`)
          .join('\n'),
      ),
    ],
    ['annotation', 'annotations are not read.'],
  ]),
  keyed: new Map([
    [
      'label',
      (key) => ({
        ...field(({ labels }) => labels[key] ?? ''),
        has: ({ labels }) => Object.hasOwn(labels, key),
      }),
    ],
  ]),
}

export const every = 'cart-1 cart-2 API a:b'

/** The names that a filter without a mistake finds. */
export const finding = (among: Filterable<Pod>, engine?: Engine) => (typed: string) => {
  const { matches, wrong } = filter(typed, among, engine)
  expect(wrong).toEqual([])
  return pods
    .filter(matches)
    .map(({ name }) => name.split('/')[1])
    .join(' ')
}
