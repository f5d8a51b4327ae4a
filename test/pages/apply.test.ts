/** Objects from text: each document tried before anything is stored, then applied, none half-hidden. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { item, patch, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let ns = 'shop'
beforeAll(async () => {
  on = await site()
  if (targetName === 'real') ns = await ownNamespace('apply')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns, `${ns}-new`)
})

const headers = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}
const sent = (step: string, text: string, more: Record<string, string> = {}) => {
  const body = new URLSearchParams({ step, text, ns, ...more }).toString()
  return on.page(`${on.cluster}/apply`, { method: 'POST', headers, body })
}
/** `ConfigMap one: created`. */
const results = ({ html }: Page) =>
  html
    .querySelectorAll('.results li')
    .map((one) => `${one.querySelector('.s')?.text}: ${one.querySelector('b')?.text}`)
const linesOf = ({ html }: Page) =>
  html.querySelectorAll('.results li [data-line]').map((one) => one.text)
const said = ({ html }: Page) => html.querySelector('.note')?.text.trim() ?? ''
const buttons = ({ html }: Page) =>
  html.querySelectorAll('form.edit button').map((button) => button.getAttribute('value'))
const fieldsOf = ({ html }: Page) => ({
  once: html.querySelector('[name=once]')?.getAttribute('value') ?? '',
})

const map = (name: string, value = 'x') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  key: "${value}"\n`
const path = (name: string) => `/api/v1/namespaces/${ns}/configmaps/${name}`

test('a new object begins with a text of its kind, in the namespace at hand', async () => {
  const page = await on.page(`${on.cluster}/apply?kind=deployments.apps&ns=${ns}`)
  const text = page.html.querySelector('textarea')?.text ?? ''
  expect(text).toContain('kind: Deployment')
  expect(text).toContain(`namespace: ${ns}`)
  expect(buttons(page)).toEqual(['review'])
  const list = await on.page(`${on.cluster}/deployments.apps?ns=${ns}`)
  const link = list.html.querySelector('.top a.create')?.getAttribute('href') ?? ''
  expect(link.replaceAll('&amp;', '&')).toBe(`${on.cluster}/apply?kind=deployments.apps&ns=${ns}`)
})

test('what cannot be read is marked on its line, and nothing is sent', async () => {
  const text = `${map('fine')}---\nkind: Pod\nmetadata: {name: x}\n---\na: b: c\n---\n# nothing\n`
  const page = await sent('review', text)
  expect(page.status).toBe(422)
  expect(results(page).slice(1)).toEqual(['Pod x: cannot be read', 'Document: cannot be read'])
  expect(page.html.querySelectorAll('.results li p').map((one) => one.text)).toContain(
    'It says no apiVersion.',
  )
  expect(page.html.querySelector('#L11')).not.toBeNull()
  expect(page.html.querySelector('textarea')?.text.trim()).toBe(text.trim())
  expect(buttons(page)).toEqual(['review'])
  await expect(item(path('fine'))).rejects.toThrow('404')
  expect(said(await sent('review', '# nothing\n'))).toBe('There is nothing in it to apply.')
})

test('more than may go at once is told, and the text stays', async () => {
  const one = '- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: x}\n'
  const text = `apiVersion: v1\nkind: List\nitems:\n${one.repeat(201)}`
  const page = await sent('review', text)
  expect([page.status, results(page)]).toEqual([422, ['Documents: too many']])
  expect(page.html.querySelector('.results p')?.text).toContain('more than 200 documents')
  expect(page.html.querySelector('textarea')?.text.trim()).toBe(text.trim())
  expect(buttons(page)).toEqual(['review'])
  const bomb = `${map('x')}a0: &a0 [x]\n${Array.from({ length: 33 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]\n`).join('')}`
  const list = `apiVersion: v1\nkind: List\nitems:\n${bomb.trim().replaceAll(/^/gm, '  ').replace('  a', '- a')}\n`
  for (const typed of [bomb, list]) {
    const told = await sent('review', typed)
    expect([told.status, told.html.querySelector('.results .s')?.text]).toEqual([422, 'Document'])
    expect(told.html.querySelector('.results p')?.text).toContain('aliases (*name)')
    expect(told.html.querySelector('textarea')?.text.trim()).toBe(typed.trim())
  }
})

needs('apply')('one form with another text is another wish', async () => {
  const once = randomUUID()
  expect(results(await sent('apply', map('wish'), { once }))).toEqual(['ConfigMap wish: created'])
  const other = await sent('apply', map('wish', 'y'), { once })
  expect(results(other)).toEqual(['ConfigMap wish: changed'])
  expect(results(await sent('apply', map('wish', 'y'), { once }))).toEqual(results(other))
  await remove(path('wish'))
})

needs('apply')('documents are tried, applied, and applied again without a change', async () => {
  const text = `${map('one')}---\n${map('two')}`
  const tried = await sent('review', text)
  expect(results(tried)).toEqual([
    'ConfigMap one: would be created',
    'ConfigMap two: would be created',
  ])
  expect(said(tried)).toBe('Nothing is stored yet: 2 would be created.')
  expect(buttons(tried)).toEqual(['review', 'apply'])
  await expect(item(path('one'))).rejects.toThrow('404')
  const [done, again] = await Promise.all([
    sent('apply', text, fieldsOf(tried)),
    sent('apply', text, fieldsOf(tried)),
  ])
  expect(results(done)).toEqual(['ConfigMap one: created', 'ConfigMap two: created'])
  expect(results(again)).toEqual(results(done))
  expect((await item(path('two'))).data).toEqual({ key: 'x' })
  const next = await sent('review', `${map('one')}---\n${map('two', 'y')}`)
  expect(results(next)).toEqual(['ConfigMap one: unchanged', 'ConfigMap two: would be changed'])
  const changed = await sent('apply', `${map('one')}---\n${map('two', 'y')}`)
  expect(results(changed)).toEqual(['ConfigMap one: unchanged', 'ConfigMap two: changed'])
  expect(changed.html.querySelector('.results a')?.getAttribute('href')).toBe(
    `${on.cluster}/configmaps/${ns}/one`,
  )
  await remove(path('one'))
})

needs('apply', 'strict')('a namespace comes before what is in it, whatever the order', async () => {
  const inside = map('inside').replace('metadata:', `metadata:\n  namespace: ${ns}-new`)
  const text = `${inside}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${ns}-new\n`
  const tried = await sent('review', text)
  expect(results(tried)).toEqual([
    `Namespace ${ns}-new: would be created`,
    'ConfigMap inside: waits',
  ])
  const done = await sent('apply', text)
  expect(results(done)).toEqual([`Namespace ${ns}-new: created`, 'ConfigMap inside: created'])
})

needs('apply', 'field-owners')(
  'a field of another’s is taken only by a step of that name',
  async () => {
    await sent('apply', map('owned'))
    await patch(path('owned'), { data: { key: 'theirs' } })
    const tried = await sent('review', map('owned', 'mine'))
    expect(results(tried)).toEqual(['ConfigMap owned: failed'])
    expect(tried.html.querySelector('.results p')?.text).toContain('conflict')
    expect(buttons(tried)).toEqual(['review', 'force'])
    const taken = await sent('force', map('owned', 'mine'))
    expect(results(taken)).toEqual(['ConfigMap owned: changed'])
    expect((await item(path('owned'))).data).toEqual({ key: 'mine' })
  },
)

needs('apply', 'strict')('one that is refused holds back no other, and says where', async () => {
  const odd = map('odd').replace('data:\n  key: "x"', 'data:\n  key: {a: b}')
  const page = await sent('apply', `${odd}---\n${map('other')}`)
  expect(results(page)).toEqual(['ConfigMap odd: failed', 'ConfigMap other: created'])
  expect(page.status).toBe(422)
})

needs('apply')('the items of a list are documents of their own, told by their lines', async () => {
  const items = ['one', 'two'].map((name) => {
    const own = map(`listed-${name}`).trimEnd().split('\n')
    return own.map((line, at) => `${at === 0 ? '- ' : '  '}${line}`).join('\n')
  })
  const text = `apiVersion: v1\nkind: List\nitems:\n${items.join('\n')}\nmetadata: {}\n`
  const tried = await sent('review', text)
  expect(results(tried)).toEqual([
    'ConfigMap listed-one: would be created',
    'ConfigMap listed-two: would be created',
  ])
  expect(linesOf(tried)).toEqual(['line 4', 'line 10'])
  const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ kind: 'Pod' }] })
  expect(results(await sent('review', json))).toEqual(['Pod: cannot be read'])
  const none = await sent('review', 'apiVersion: v1\nkind: List\nitems: []\n')
  expect(results(none)).toEqual(['List: cannot be read'])
  expect(results(await sent('apply', text))).toEqual([
    'ConfigMap listed-one: created',
    'ConfigMap listed-two: created',
  ])
  await remove(path('listed-one'))
  await remove(path('listed-two'))
})

needs('apply', 'strict')('what has a generateName is created, another one each time', async () => {
  const text = map('x').replace('name: x', 'generateName: made-')
  const tried = await sent('review', text)
  expect(results(tried)).toEqual(['ConfigMap made-…: would be created'])
  expect(tried.html.querySelector('.results p')?.text).toContain('made by the API server')
  const [done, again] = [await sent('apply', text), await sent('apply', text)]
  const [first, second] = [results(done)[0], results(again)[0]]
  expect(first).toMatch(/^ConfigMap made-\w+: created$/)
  expect(second).not.toBe(first)
  const name = first!.replace(/^ConfigMap |: created$/g, '')
  expect(done.html.querySelector('.results a')?.getAttribute('href')).toBe(
    `${on.cluster}/configmaps/${ns}/${name}`,
  )
  expect((await item(path(name))).data).toEqual({ key: 'x' })
})

needs('apply', 'strict')(
  'a definition and its object in one text, and it may be large',
  async () => {
    const group = `apply-${process.pid}.example.com`
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: sails.${group}
spec:
  group: ${group}
  scope: Namespaced
  names: {plural: sails, kind: Sail}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          x-kubernetes-preserve-unknown-fields: true
`
    const sail = `apiVersion: ${group}/v1\nkind: Sail\nmetadata:\n  name: main\nspec: {size: 9007199254740993}\n`
    const large = map('large', 'x'.repeat(900_000))
    const text = [sail, large, definition].join('---\n')
    const tried = await sent('review', text)
    expect(results(tried)).toEqual([
      `CustomResourceDefinition sails.${group}: would be created`,
      'Sail main: waits',
      'ConfigMap large: would be created',
    ])
    expect(results(await sent('apply', text))).toEqual([
      `CustomResourceDefinition sails.${group}: created`,
      'Sail main: created',
      'ConfigMap large: created',
    ])
    expect((await item(path('large'))).data?.['key']).toHaveLength(900_000)
    await remove(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/sails.${group}`)
  },
)

needs('apply')('a Secret’s values stand nowhere but in the text itself', async () => {
  const word = `word-${process.pid}`
  const text = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: hush\nstringData:\n  word: ${word}\n`
  const done = await sent('apply', text)
  expect(results(done)).toEqual(['Secret hush: created'])
  done.html.querySelector('textarea')?.remove()
  expect(done.html.toString()).not.toContain(word)
  // Equal lengths are no proof: the API server says only that it is applied.
  expect(results(await sent('review', text))).toEqual(['Secret hush: would be applied'])
  await remove(`/api/v1/namespaces/${ns}/secrets/hush`)
})
