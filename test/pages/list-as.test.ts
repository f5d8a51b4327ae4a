/** A list out of the browser: its objects as the API server has them, its rows as the page shows them. */
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create, item, items, recorded, remove } from '../support/api.ts'
import { keys, rows } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { steadily } from '../support/steadily.ts'
import { targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

interface List {
  readonly kind: string
  readonly apiVersion: string
  readonly items: readonly { readonly metadata: { namespace?: string; name: string } }[]
}

const ask = async (path: string, headers = {}) => {
  const answer = await on.ask(`${on.cluster}/${path}`, { headers })
  expect(answer.status, `${path}: ${answer.body.slice(0, 300)}`).toBe(200)
  return answer
}
const list = async (path: string): Promise<List> => JSON.parse((await ask(path)).body) as List
const keyOf = ({ metadata: { namespace = '-', name } }: List['items'][number]) =>
  `${namespace}/${name}`
/** What changes by itself while a test looks: a beating heart's object is not the same twice. */
const steady = (object: object) => {
  const { metadata, ...rest } = object as { metadata: Record<string, unknown> }
  const { resourceVersion: _, managedFields: __, ...meta } = metadata
  return { ...rest, metadata: meta }
}

const paths = {
  deployments: ['deployments.apps', '/apis/apps/v1/deployments', 'apps/v1', 'Deployment'],
  services: ['services', '/api/v1/services', 'v1', 'Service'],
  crds: [
    'customresourcedefinitions.apiextensions.k8s.io',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
  ],
} as const

describe.each(Object.values(paths))('%s', (id, path, apiVersion, kind) => {
  test('as JSON are a List of what the API server has, field for field', async () => {
    await steadily(async () => {
      const own = (await items(path)) as readonly object[]
      const found = await list(`${id}?as=json&size=all`)
      expect([found.apiVersion, found.kind]).toEqual(['v1', 'List'])
      expect(found.items.map(steady)).toEqual(
        own.map((one) => steady({ apiVersion, kind, ...one })),
      )
    })
  })

  test('as YAML say the same', async () => {
    await steadily(async () => {
      const json = await list(`${id}?as=json&size=all`)
      const yaml = load((await ask(`${id}?as=yaml&size=all`)).body) as List
      expect([yaml.apiVersion, yaml.kind]).toEqual(['v1', 'List'])
      expect(yaml.items.map(steady)).toEqual(json.items.map(steady))
    })
  })
})

test('a Secret’s values are in none of the forms', async () => {
  const own = await items('/api/v1/secrets')
  const values = own
    .flatMap(({ data }) => Object.values(data ?? {}))
    .filter((one) => one.length > 8)
  expect(values.length).toBeGreaterThan(2)
  for (const form of ['json', 'yaml', 'tsv', 'txt', 'md'])
    for (const query of ['', '&sort=name', '&q=-no-such-name']) {
      const { body } = await ask(`secrets?as=${form}&size=all${query}`)
      expect(values.filter((value) => body.includes(value))).toEqual([])
      if (form === 'json') expect(body).toMatch(/"<hidden, \d+ bytes?>"/)
    }
})

const views = [
  'pods?size=7',
  'pods?size=7&page=2',
  'pods?sort=-age&size=9',
  'pods?sort=name&size=9&page=2',
  'pods?q=a&size=20',
  'pods?status=failing',
  'pods?ns=web,shop&sort=-restarts&size=12&page=2',
  'deployments.apps?l=app.kubernetes.io%2Fname&sort=namespace',
  'configmaps?q=-kube&size=5',
] as const

test.each(views)('%s as JSON and YAML are the objects of that page, in its order', async (view) => {
  await steadily(async () => {
    const page = await on.page(`${on.cluster}/${view}`)
    const found = await list(`${view}&as=json`)
    expect(found.items.map(keyOf)).toEqual(keys(page))
    const yaml = load((await ask(`${view}&as=yaml`)).body) as List
    expect(yaml.items.map(keyOf)).toEqual(keys(page))
  })
})

const words = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const table = (page: Page): readonly (readonly string[])[] => [
  page.html
    .querySelectorAll('thead th[data-col]')
    .map((head) => words(head.text).replace(/ [↑↓]$/, '')),
  ...rows(page).map((row) => row.querySelectorAll('td[data-col]').map((cell) => words(cell.text))),
]
/** Ages go on between two answers. */
const timeless = (cells: readonly (readonly string[])[]) =>
  cells.map((row) => row.map((cell) => cell.replaceAll(/\b\d+[smhdy](?:\d+[smhd])?\b/g, '#')))

test.each([
  ...views,
  'pods?cols=name,node,owner',
  'pods?cols=name,label:app.kubernetes.io/name,IMAGES:.spec.containers[*].image&sort=label:app.kubernetes.io/name&size=30',
  'events?group=none&size=20',
  'nodes',
  'deployments.apps?size=9',
])('%s as text has the cells of that page', async (view) => {
  await steadily(async () => {
    const and = view.includes('?') ? '&' : '?'
    const page = timeless(table(await on.page(`${on.cluster}/${view}`)))
    const lines = async (form: string) =>
      (await ask(`${view}${and}as=${form}`)).body.replace(/\n$/, '').split('\n')
    const tsv = (await lines('tsv')).map((line) => line.split('\t').map(words))
    expect(timeless(tsv).map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(page)
    const txt = (await lines('txt')).map((line) => line.split(/ {3,}/))
    const [heads = [], ...body] = page
    expect(timeless(txt)).toEqual([
      heads.map((title) => title.toUpperCase()),
      ...body.map((row) => row.map((cell) => cell || '<none>')),
    ])
    const md = (await lines('md')).map((line) =>
      line
        .slice(2, -2)
        .split(/ \| /)
        .map((cell) => cell.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')),
    )
    expect(timeless(md.toSpliced(1, 1))).toEqual(page)
  })
})

test('all pages at once are the pages one after the other', async () => {
  await steadily(async () => {
    for (const query of ['', '&sort=-name', '&q=-zzz', '&ns=shop,web']) {
      const one = async (page: number) =>
        (await list(`pods?as=json&size=10&page=${page}${query}`)).items.map(keyOf)
      const all: string[] = []
      for (let page = 1, some = await one(1); some.length > 0; some = await one(++page))
        all.push(...some)
      expect(all.length, query).toBeGreaterThan(10)
      expect((await list(`pods?as=json&size=all${query}`)).items.map(keyOf), query).toEqual(all)
      const { body } = await ask(`pods?as=tsv&size=all&cols=namespace,name${query}`)
      const lines = body.trimEnd().split('\n').slice(1)
      expect(
        lines.map((line) => line.replace('\t', '/')),
        query,
      ).toEqual(all)
    }
  })
}, 60_000)

test('a form is had by Accept, too, and a page of the list stays a page', async () => {
  for (const [type, begin] of [
    ['application/json', '{"apiVersion":"v1","kind":"List"'],
    ['application/yaml', 'apiVersion: v1\nitems:\n- '],
    ['text/tab-separated-values', 'Name\t'],
    ['text/plain', 'NAME   '],
    ['text/markdown', '| Name |'],
  ] as const) {
    const { headers, body } = await ask('pods', { accept: type })
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`)
    expect(headers.vary).toContain('accept')
    expect(body.startsWith(begin), body.slice(0, 80)).toBe(true)
  }
  const { namespace, name } = (await items('/api/v1/pods'))[0]!.metadata
  const one = await ask(`pods/${namespace}/${name}`, { accept: 'application/json' })
  expect((JSON.parse(one.body) as List).kind).toBe('Pod')
  for (const accept of ['*/*', 'text/html,application/json;q=0.9'])
    expect((await ask('pods', { accept })).headers['content-type']).toContain('text/html')
})

test('an object as JSON is to the digit what the API server has', async () => {
  await steadily(async () => {
    const { namespace, name } = (await items('/apis/apps/v1/deployments'))[0]!.metadata
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`
    const { body } = await ask(`deployments.apps/${namespace}/${name}?as=json`)
    expect(steady(JSON.parse(body) as object)).toEqual(steady((await recorded(path)) as object))
    expect(body.split('\n').length).toBeGreaterThan(20)
  })
})

/* The demo keeps its objects as JavaScript does. */
test.skipIf(targetName === 'demo')('no number loses a digit', async () => {
  const name = `long-${Date.now().toString(36)}`
  const path = '/api/v1/namespaces/web/podtemplates'
  const spec = {
    containers: [{ name: 'main', image: 'example.com/a:1' }],
    terminationGracePeriodSeconds: 'SECONDS',
  }
  const made = { metadata: { name }, template: { metadata: { labels: { a: 'b' } }, spec } }
  const digits = '9007199254740993'
  await create(path, made, (text) => text.replace('"SECONDS"', digits))
  for (const view of [
    `podtemplates?ns=web&as=json`,
    `podtemplates?ns=web&as=yaml`,
    `podtemplates?ns=web&sort=name&as=json`,
    `podtemplates?ns=web&q=long&as=yaml`,
    `podtemplates/web/${name}?as=json`,
    `podtemplates/web/${name}?as=yaml`,
  ])
    expect((await ask(view)).body, view).toMatch(
      new RegExp(`"?terminationGracePeriodSeconds"?: ?${digits}\\b`),
    )
  expect((await item(`${path}/${name}`)).metadata.name).toBe(name)
  await remove(`${path}/${name}`)
})
