/** The logs of pods that an address chooses, and of what a CronJob started. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create, type Item, items, remove } from '../support/api.ts'
import { type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let all: readonly Item[]
beforeAll(async () => {
  on = await site()
  all = await items('/api/v1/namespaces/shop/pods')
})
afterAll(() => on?.stop())

const label = targetName === 'demo' ? 'app.kubernetes.io/name=cart' : 'app=cart'
const cart = () =>
  all.map(({ metadata }) => metadata.name).filter((name) => /^cart-[^-]+-[^-]+$/.test(name))
const logs = (query: string) => `${on.cluster}/pods/logs${query}`
const chosen = `?ns=shop&l=${encodeURIComponent(label)}`
const text = (path: string) => on.ask(path, { headers: { accept: '*/*' } })
const lines = (body: string) => body.split('\n').filter((line) => line !== '')

interface Line {
  readonly namespace: string
  readonly pod: string
}
const podsOf = (body: string) =>
  [...new Set(lines(body).map((line) => (JSON.parse(line) as Line).pod))].toSorted()

describe('of pods that a selector chooses', () => {
  test('a page has the lines of all of them, and leads to the list', async () => {
    const page = await on.page(logs(`${chosen}&tail=60`))
    expect(page.status).toBe(200)
    const told = page.html
      .querySelectorAll('#lines > [id] b')
      .map((mark) => mark.getAttribute('title'))
    const pods = new Set(told.map((title) => title?.split(/[/ ]/)[1] ?? ''))
    expect(pods).toEqual(new Set(cart()))
    const list = page.html.querySelector('.top a')!.getAttribute('href')!
    expect((await on.page(list)).html.querySelectorAll('#rows tr').length).toBe(cart().length)
    expect(page.html.querySelector('.log-choice')?.hasAttribute('open')).toBe(false)
  })

  test('the filter of lines keeps whose they are', async () => {
    const page = await on.page(logs(`${chosen}&match=cart`))
    const kept = page.html
      .querySelectorAll('.log-controls input[type="hidden"]')
      .map((one) => [one.getAttribute('name'), one.getAttribute('value')])
    expect(kept).toEqual(
      expect.arrayContaining([
        ['ns', 'shop'],
        ['l', label],
        ['match', 'cart'],
      ]),
    )
  })

  test('NDJSON says whose each line is', async () => {
    const { body } = await text(logs(`${chosen}&tail=500&as=ndjson`))
    expect(podsOf(body)).toEqual(cart().toSorted())
  })

  test('the list’s own filter and status choose as they do there', async () => {
    const [one = ''] = cart()
    const { body } = await text(logs(`?ns=shop&match=${one}&tail=500&as=ndjson`))
    expect(podsOf(body)).toEqual([one])
    const ok = await text(logs(`${chosen}&status=ok&tail=500&as=ndjson`))
    expect(podsOf(ok.body)).toEqual(cart().toSorted())
    const none = await text(logs(`${chosen}&status=failing&as=ndjson`))
    expect(lines(none.body)).toEqual(['{"error":"There is no pod yet: nothing has been said."}'])
  })

  test('the stream goes on for all of them, over the same choice', async () => {
    const page = await on.page(logs(`${chosen}&tail=20`))
    const address = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
    expect(address).toContain('ns=shop&l=')
    const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
    const marks = () =>
      new Set(one.said.flatMap(({ data }) => data.match(/title="shop\/\S+/g) ?? []))
    await one.until(() => marks().size > 1)
    for (const mark of marks()) expect(cart()).toContain(mark.slice('title="shop/'.length))
  }, 60_000)
})

describe('of pods by their names', () => {
  test('each is read, from wherever it is', async () => {
    const [one = '', two = ''] = cart()
    const { body } = await text(logs(`?pod=shop/${one},shop/${two}&tail=500&as=ndjson`))
    expect(podsOf(body)).toEqual([one, two].toSorted())
  })

  test('one that is not there is said, and the others are read', async () => {
    const [one = ''] = cart()
    const page = await on.page(logs(`?pod=shop/${one},shop/nobody&tail=3`))
    expect(page.status).toBe(200)
    expect(page.html.querySelectorAll('#lines > [id]').length).toBe(3)
    expect(page.html.querySelector('.log-note')?.text).toBe('shop/nobody: pods "nobody" not found')
    expect(await text(logs('?pod=shop/nobody'))).toMatchObject({
      status: 404,
      body: '# pods "nobody" not found\n',
    })
  })
})

describe('bad input', () => {
  const bad = '?ns=Shop_X&l=a%3Db&pod=cart'
  test('is named and kept, and nothing is read', async () => {
    const page = await on.page(logs(bad))
    expect(page.status).toBe(422)
    const wrong = page.html.querySelectorAll('.note[role="alert"] b').map((one) => one.text)
    expect(wrong.toSorted()).toEqual(['ns', 'pod'])
    const typed = page.html
      .querySelectorAll('.log-choice input')
      .map((one) => [one.getAttribute('name'), one.getAttribute('value')])
    expect(typed).toEqual([
      ['ns', 'Shop_X'],
      ['l', 'a=b'],
      ['pod', 'cart'],
    ])
    expect(page.html.querySelector('.log-choice')?.hasAttribute('open')).toBe(true)
    expect(page.html.querySelector('#stream')).toBeNull()
  })

  test('a selector that the API server does not take comes with its words', async () => {
    const page = await on.page(logs('?ns=shop&l=a%3D%3D%3Db'))
    expect(page.status).toBe(422)
    expect(page.html.querySelector('.note[role="alert"]')?.text).toMatch(/^l was left out: .*parse/)
    expect(page.html.querySelectorAll('#lines > div').length).toBe(0)
  })

  test('as text is a line and a status', async () => {
    const { status, body } = await text(logs(bad))
    expect(status).toBe(422)
    expect(body).toMatch(/^# ns: .*Shop_X.* pod: .*cart.*\n$/)
    expect((await text(logs(''))).status).toBe(422)
  })

  test('no name of another object gets through to the API server', async () => {
    const { status } = await text(logs('?pod=shop/..%2F..%2Fsecrets%2Fdb'))
    expect(status).toBe(422)
  })
})

test('without a choice the page asks for one', async () => {
  const page = await on.page(logs(''))
  expect(page.status).toBe(200)
  expect(page.html.querySelector('.log-choice[open] input[name="l"]')).not.toBeNull()
  expect(page.html.querySelector('#stream')).toBeNull()
})

test('a form’s empty fields fall out of the address', async () => {
  const { status, headers } = await on.ask(logs('?ns=shop&l=&pod=&tail='))
  expect([status, headers['location']]).toEqual([302, logs('?ns=shop')])
})

test('a list of pods that is narrowed leads to their logs', async () => {
  const open = await on.page(`${on.cluster}/pods`)
  const link = (html: typeof open.html) =>
    html.querySelectorAll('.filters > a.btn').map((one) => one.getAttribute('href'))
  expect(link(open.html)).toEqual([])
  const page = await on.page(`${on.cluster}/pods${chosen}&q=cart&sort=age`)
  const [href = ''] = link(page.html)
  expect(new URL(href.replaceAll('&amp;', '&'), on.origin).search).toBe(`${chosen}&match=cart`)
  const others = await on.page(`${on.cluster}/configmaps?ns=shop`)
  expect(link(others.html)).toEqual([])
})

test('who may list in one namespace only gets the logs of that one, and is told', async () => {
  const people = on.cluster.replace(/admin$/, 'bea')
  const page = await on.page(`${people}/pods/logs?ns=web,shop&tail=5`)
  expect(page.html.querySelectorAll('.log-note').map((one) => one.text)).toContain(
    'You may not list pods in shop.',
  )
  const titles = page.html.querySelectorAll('#lines b').map((one) => one.getAttribute('title'))
  expect(titles.length).toBeGreaterThan(0)
  for (const title of titles) expect(title).toMatch(/^web\//)
})

const spec = { containers: [{ name: 'main', image: 'registry.example.com/shop/cart:1' }] }
const named = (name: string) => ({ metadata: { name, labels: { of: 'comers' } }, spec })

needs('own-namespaces')(
  'a pod that comes is followed, and one that goes is marked',
  async () => {
    const at = '/api/v1/namespaces/shop/pods'
    const [first, second] = [`comer-${process.pid}-1`, `comer-${process.pid}-2`]
    await create(at, named(first))
    const page = await on.page(logs('?ns=shop&l=of%3Dcomers'))
    const address = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
    const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
    const told = (words: string) =>
      one.until(({ said }) => said.some(({ data }) => data.includes(words)))
    try {
      await create(at, named(second))
      await told(`${second} main came.`)
      await remove(`${at}/${first}?gracePeriodSeconds=0`)
      await told(`${first} is gone.`)
    } finally {
      for (const name of [first, second])
        await remove(`${at}/${name}?gracePeriodSeconds=0`).catch(() => {})
    }
  },
  60_000,
)
