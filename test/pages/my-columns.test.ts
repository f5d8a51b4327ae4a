/** The column chooser, and the columns that a person has made the usual ones. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows, wrong } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'

let on: Site

beforeAll(async () => {
  on = await site({ base: '/a/b' })
})
afterAll(() => on?.stop())

const heads = ({ html }: Page) =>
  html.querySelectorAll('th[data-col]').map((each) => each.getAttribute('data-col'))
const list = (search: string, cookie = '') =>
  on.page(`${on.cluster}/nodes?${search}`, { headers: { cookie } })
const stream = ({ html }: Page) =>
  (html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? '').replaceAll('&amp;', '&')
const chosen = ({ html }: Page) =>
  html
    .querySelectorAll('.choose input[type="checkbox"][checked]')
    .map((each) => each.getAttribute('value'))

describe('the chooser', () => {
  test('a page leads to it without scripts, and it knows the labels of the rows', async () => {
    const page = await list('cols=name,age')
    const href = page.html.querySelector('#columns a')?.getAttribute('href') ?? ''
    const open = await on.page(href.replaceAll('&amp;', '&'))
    expect(open.html.querySelector('details[open] #columns form')).not.toBeNull()
    expect(chosen(open)).toEqual(['name', 'age'])
    const offered = open.html
      .querySelectorAll('.choose input[type="checkbox"]')
      .map((each) => each.getAttribute('value'))
    expect(offered).toContain('label:kubernetes.io/hostname')
    expect(offered).toContain('status')
    expect(new Set(offered).size).toBe(offered.length)
  })

  test('a script is answered with it alone', async () => {
    const headers = { 'hx-request': 'true', 'hx-target': 'div#columns' }
    const { status, body } = await on.ask(`${on.cluster}/nodes?cols=name,age&choose=1`, { headers })
    expect(status).toBe(200)
    expect(body).toContain('name="cols" value="age" checked')
    expect(body).not.toContain('<main')
  })

  test.each([
    ['up=age', ['name', 'age', 'status']],
    ['down=name', ['status', 'name', 'age']],
    ['up=name', ['name', 'status', 'age']],
    ['down=age', ['name', 'status', 'age']],
  ])('%s moves a column by one place, and the chooser stays', async (move, order) => {
    const sent = `${on.cluster}/nodes?cols=name&cols=status&cols=age&cols=&${move}`
    const { status, headers } = await on.ask(sent)
    expect(status).toBe(302)
    const to = headers['location'] ?? ''
    expect(to).toBe(`${on.cluster}/nodes?cols=${order.join()}&choose=1`)
    const page = await on.page(to)
    expect(heads(page)).toEqual(order)
    expect(chosen(page)).toEqual(order)
  })

  test('what was typed and is no column stays in its box', async () => {
    const page = await list('cols=name,age,label:-x,mass')
    expect(page.status).toBe(422)
    expect(wrong(page).length).toBe(2)
    expect(heads(page)).toEqual(['name', 'age'])
    const box = page.html.querySelector('.choose input[placeholder]')
    expect(box?.getAttribute('value')).toBe('label:-x,mass')
  })
})

/** The cookie that the form makes, as a browser sends it back. */
async function made(cols: string, cookie = '', resource = 'nodes'): Promise<string> {
  const body = new URLSearchParams({ resource, cols, to: `${on.cluster}/nodes?sort=age` })
  const { status, headers } = await on.ask(`${on.cluster}/go/columns`, {
    method: 'POST',
    body: body.toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: on.origin,
      cookie,
    },
  })
  expect(status).toBe(303)
  expect(headers['location']).toBe(`${on.cluster}/nodes?sort=age`)
  const [set = ''] = headers['set-cookie'] ?? []
  expect(set).toMatch(/^pl_cols=/)
  expect(set).toContain('Path=/a/b')
  return set.split(';', 1)[0] ?? ''
}

const wide = (kind: string) => `name,${kind}:.${'a'.repeat(150)}`

test('what is made the default within one namespace has that column in lists over all', async () => {
  const within = await on.page(`${on.cluster}/pods?ns=web&cols=name,age&choose=1`)
  const cols = within.html.querySelector('button[name="cols"]')
  expect(cols?.getAttribute('value')).toBe('name,namespace,age')
  const cookie = await made(cols?.getAttribute('value') ?? '', '', 'pods')
  const at = async (query: string) =>
    heads(await on.page(`${on.cluster}/pods${query}`, { headers: { cookie } }))
  expect(await at('')).toEqual(['name', 'namespace', 'age'])
  expect(await at('?ns=web')).toEqual(['name', 'age'])
})

describe('columns that were made the usual ones', () => {
  test('fill in what an address leaves open, links stay short, the stream has the same', async () => {
    const cookie = await made(
      'name,label:kubernetes.io/hostname,VERSION:.status.nodeInfo.kubeletVersion',
    )
    const ids = ['name', 'label:kubernetes.io/hostname', 'VERSION:.status.nodeInfo.kubeletVersion']
    const page = await list('', cookie)
    expect(heads(page)).toEqual(ids)
    for (const link of page.html.querySelectorAll('main a'))
      expect(link.getAttribute('href')).not.toContain('cols=')
    const live = await streamed(on.origin, stream(page).replace(/watch=[^&]*/, 'watch='))
    await live.until(({ rows: shown }) => shown.length > 0)
    const said = live.said.map(({ data }) => data).join()
    expect(said).toContain('data-col="VERSION:.status.nodeInfo.kubeletVersion"')
    expect(said).not.toContain('data-col="status"')
    live.close()
    expect((await list('choose=1', cookie)).body).toContain('These are your default.')
    expect((await list('cols=name,age&choose=1', cookie)).body).toContain('my default')
  })

  test('an address that names columns is shown as it says; so is the usual view by its link', async () => {
    const cookie = await made('name,age')
    expect(heads(await list('cols=status,name', cookie))).toEqual(['status', 'name'])
    const page = await list('choose=1', cookie)
    const usual = page.html.querySelectorAll('.choose a').find(({ text }) => text === 'Default')
    const href = (usual?.getAttribute('href') ?? '').replaceAll('&amp;', '&')
    const before = heads(await list(''))
    expect(heads(await on.page(href, { headers: { cookie } }))).toEqual(before)
  })

  test('are forgotten', async () => {
    const cookie = await made('', await made('name,age'))
    expect(heads(await list('', cookie))).toEqual(heads(await list('')))
  })

  test('of many kinds the newest are kept, within a kilobyte', async () => {
    let cookie = ''
    for (const resource of [
      'pods',
      'services',
      'configmaps',
      'events',
      'secrets',
      'namespaces',
      'nodes',
    ])
      cookie = await made(wide(resource), cookie, resource)
    expect(cookie.length).toBeLessThanOrEqual(1010)
    expect(heads(await list('', cookie))).toEqual(['name', `nodes:.${'a'.repeat(150)}`])
    expect(decodeURIComponent(cookie)).not.toContain('pods ')
  })

  test('a cookie that somebody else wrote breaks nothing', async () => {
    for (const value of [
      'nodes%20%3Cb%3E%2Clabel%3A-x%2Cage',
      '%E0%A4%A',
      'nodes%20mass',
      'nodes%20',
    ])
      expect((await list('', `pl_cols=${value}`)).status).toBe(200)
    const page = await list('', 'pl_cols=nodes%20%3Cb%3E%2Clabel%3A-x%2Cage')
    expect(heads(page)).toEqual(['age'])
    expect(rows(page).length).toBeGreaterThan(0)
  })

  test('nobody else sets them, and nonsense is refused', async () => {
    const post = (body: string, origin: string) =>
      on.ask(`${on.cluster}/go/columns`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
      })
    expect((await post('resource=nodes&cols=name', 'https://evil.example')).status).toBe(403)
    expect((await post('resource=nodes&cols=label:-x', on.origin)).status).toBe(422)
    expect((await post('resource=nothing&cols=name', on.origin)).status).toBe(404)
    const long = Array.from({ length: 9 }, (_, n) => `c${n}:.${'a'.repeat(200)}`).join()
    expect((await post(`resource=nodes&cols=${long}`, on.origin)).status).toBe(422)
  })
})
