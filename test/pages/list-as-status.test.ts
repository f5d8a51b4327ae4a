/** What a list answers beside itself: failures in the form that was asked for, and 304 to who has it already. */
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items, patch, pathOf } from '../support/api.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const ask = async (path: string, headers = {}) => {
  const answer = await on.ask(`${on.cluster}/${path}`, { headers })
  expect(answer.status, path).toBe(200)
  return answer
}
const tagOf = async (person: string, headers = {}) =>
  (await on.ask(`${on.base}/c/${person}/configmaps?ns=web`, { headers })).headers.etag

describe('what cannot be had is said in the form that was asked for', () => {
  const cases = [
    ['pods?page=0', 422, /^page: “0” is not/],
    ['pods?size=501', 422, /^size: /],
    ['pods?sort=nothing', 422, /^sort: There is no column nothing here/],
    ['pods?cols=nothing&q=a', 422, /^cols: There is no column nothing here/],
    ['pods?q=restarts>x', 422, /^q: restarts>x/],
    ['pods?l=%3D%3D', 422, /^l: /],
    ['pods?fs=spec.nothing%3Da', 422, /^fs: .*spec\.nothing/],
    ['nodes?ns=web', 422, /^ns: Node has no namespace/],
    ['nothing', 404, /does not serve a resource “nothing”/],
    ['pods?ns=web,no-such-namespace', 404, /There is no namespace “no-such-namespace”/],
    ['pods?ns=no-such-namespace', 404, /There is no namespace “no-such-namespace”/],
  ] as const
  test.each(cases)('%s: %i', async (view, status, said) => {
    const and = view.includes('?') ? '&' : '?'
    for (const form of ['txt', 'tsv', 'md', 'json', 'yaml']) {
      const answer = await on.ask(`${on.cluster}/${view}${and}as=${form}`)
      // Objects have no columns: only an order or a filter looks at them.
      if (form === 'json' && view.startsWith('pods?cols') && answer.status === 200) continue
      expect([answer.status, view], form).toEqual([status, view])
      const text =
        form === 'json'
          ? (JSON.parse(answer.body) as { message: string }).message
          : form === 'yaml'
            ? (load(answer.body) as { message: string }).message
            : answer.body
      expect(text, form).toMatch(said)
      expect(answer.body).not.toContain('<html')
    }
  })

  test('a refusal is the API server’s Status, and its words as text', async () => {
    const people = targetName === 'demo' ? 'tim' : 'ada'
    const path = `${on.base}/c/${people}/nodes`
    const json = await on.ask(`${path}?as=json`)
    const status = JSON.parse(json.body) as Record<string, unknown>
    expect([json.status, status['kind'], status['code'], status['reason']]).toEqual([
      403,
      'Status',
      403,
      'Forbidden',
    ])
    const text = await on.ask(path, { headers: { accept: 'text/plain' } })
    expect([text.status, text.body]).toEqual([403, `${String(status['message'])}\n`])
  })

  test('another word behind as= is named on the page', async () => {
    const page = await on.page(`${on.cluster}/pods?as=pdf`)
    expect(page.status).toBe(422)
    expect(page.html.querySelector('main [role="alert"]')?.text).toContain('“pdf” is none of json')
  })

  test('a namespace of several that is refused is not left out without a word', async () => {
    const answer = await on.ask(`${on.base}/c/bea/pods?ns=web,shop&as=json`)
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('shop')
    const text = await on.ask(`${on.base}/c/bea/pods?ns=web,shop&as=tsv`)
    expect([text.status, text.body.includes('"shop"')]).toEqual([403, true])
  })
})

describe('what is had already is not sent again', () => {
  test.each([
    'storageclasses.storage.k8s.io',
    'services?ns=web&as=json',
    'services?ns=web&as=tsv&cols=name',
    'services?ns=web&as=yaml&size=all',
  ])('%s', async (view) => {
    const first = await ask(view)
    const tag = first.headers.etag ?? ''
    expect(tag).toMatch(/^W\/"[\w-]{20,}"$/)
    const again = await on.ask(`${on.cluster}/${view}`, { headers: { 'if-none-match': tag } })
    expect([again.status, again.body, again.headers.etag]).toEqual([304, '', tag])
    const other = await on.ask(`${on.cluster}/${view}`, { headers: { 'if-none-match': '"x"' } })
    expect([other.status, other.headers.etag]).toEqual([200, tag])
  })

  test('a change is', async () => {
    const one = (await items('/api/v1/namespaces/web/configmaps')).at(-1)
    const path = pathOf('configmaps', one!.metadata)
    const views = ['as=json', 'as=yaml', 'size=500'].map((query) => `configmaps?ns=web&${query}`)
    const before = await Promise.all(views.map((view) => ask(view)))
    await patch(path, { metadata: { annotations: { marked: String(Date.now()) } } })
    for (const [at, view] of views.entries()) {
      const tag = before[at]?.headers.etag ?? ''
      const { headers } = await ask(view, { 'if-none-match': tag })
      expect(tag).toMatch(/^W/)
      expect(headers.etag, view).not.toBe(tag)
    }
    await patch(path, { metadata: { annotations: { marked: null } } })
  })

  test('two people have no mark in common, nor one for page and part of it', async () => {
    const part = { 'hx-request': 'true', 'hx-target': 'main#main' }
    const all = [await tagOf('ada'), await tagOf('bea'), await tagOf('ada', part)]
    expect(new Set(all).size).toBe(3)
  })
})
