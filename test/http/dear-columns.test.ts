/** Annotations and JSONPaths of a list that is too large to keep rows of its own for them. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { type Odd, odd } from '../support/odd-api.ts'

const pod = (name: string) => ({
  metadata: { name, namespace: 'web', uid: name, annotations: { note: `of ${name}` } },
})
let on: Odd

/** Says how many there are, as the API server does where nothing is selected. */
function pods(query: URLSearchParams): object {
  const limit = Number(query.get('limit') ?? 2)
  const selected = query.get('labelSelector') !== null
  const more = limit < 2 && !selected ? { continue: 'on', remainingItemCount: 99_999 } : {}
  const first = selected ? {} : { continue: 'on', remainingItemCount: 99_998 }
  const all = [pod('a'), pod('b')].slice(0, limit)
  return { kind: 'PodList', apiVersion: 'v1', metadata: { ...first, ...more }, items: all }
}

beforeAll(async () => {
  on = await odd({ pods })
})
afterAll(() => on?.stop())

async function list(search: string) {
  const { status, body } = await ask(on.origin, `/c/odd/pods?${search}`)
  const html = parse(body)
  return {
    status,
    wrong: html.querySelectorAll('main [role="alert"]').map(({ text }) => text),
    heads: html.querySelectorAll('th[data-col]').map((each) => each.getAttribute('data-col')),
    notes: html.querySelectorAll('td[data-col="annotation:note"]').map(({ text }) => text),
  }
}

test('the first page has them, whatever the size of the list', async () => {
  const { status, notes } = await list('cols=name,annotation:note')
  expect(status).toBe(200)
  expect(notes).toEqual(['of a', 'of b'])
})

test('an order by one is refused and said, the page stands with its columns', async () => {
  const page = await list('cols=name,annotation:note&sort=annotation:note')
  expect(page.status).toBe(422)
  expect(page.wrong.join()).toContain('sort was left out: There are 100,000')
  expect(page.heads).toEqual(['name', 'annotation:note'])
  expect(page.notes).toEqual(['of a', 'of b'])
})

test('a selector may narrow it: what it leaves is sorted', async () => {
  const page = await list('cols=name,annotation:note&sort=-annotation:note&l=app%3Da')
  expect(page.status).toBe(200)
  expect(page.notes).toEqual(['of b', 'of a'])
})
