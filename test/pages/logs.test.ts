/** Logs by address: a page, a stream that goes on where the page ends, text and NDJSON. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

let on: Site
let pod: string
/** One that says more than the others. */
let chatty: string
beforeAll(async () => {
  on = await site()
  const all = await items('/api/v1/namespaces/shop/pods')
  const named = (word: string) =>
    all.find(({ metadata }) => metadata.name.startsWith(word))!.metadata.name
  pod = named('cart')
  chatty = named(targetName === 'demo' ? 'storefront' : 'cart')
})
afterAll(() => on?.stop())

const logs = (query = '', of = `pods/shop/${pod}`) => `${on.cluster}/${of}/logs${query}`
const text = async (query: string, of?: string) =>
  (await on.ask(logs(query, of), { headers: { accept: '*/*' } })).body
const lines = (body: string) => body.split('\n').filter((line) => line !== '')
const ids = (html: string) => [...html.matchAll(/<div id="(n-[^"]*)"/g)].map(([, id]) => id!)
const inTime = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)
/** What the form would send, empty values left out. */
const sent = (page: Page) =>
  page.html
    .querySelectorAll('.log-controls :is(input, option[selected])')
    .filter((one) => one.getAttribute('type') !== 'checkbox' || one.hasAttribute('checked'))
    .map((one) => [
      one.getAttribute('name') ?? one.closest('select')?.getAttribute('name'),
      one.getAttribute('value') ?? '',
    ])
    .filter(([, value]) => value !== '')
const files = ({ html }: Page) =>
  html
    .querySelectorAll('.log-out a[download]')
    .map((link) => [link.text, link.getAttribute('href')?.replace(/^[^?]*/, '')])

describe('of a pod', () => {
  test('the page holds the last lines, each with its time and a name of its own', async () => {
    const page = await on.page(logs('?tail=5'))
    expect(page.status).toBe(200)
    const found = page.html.querySelectorAll('#lines > div')
    expect(found.length).toBe(5)
    const times = found.map((line) => line.querySelector('[data-at]')?.getAttribute('data-at'))
    expect(times).toEqual(times.toSorted(inTime))
    expect(new Set(ids(page.body)).size).toBe(5)
    expect(page.html.querySelector('.tabs [aria-current]')?.text).toBe('Logs')
    expect(page.html.querySelector('#count')?.text).toBe('5 lines')
  })

  test('what asks for no HTML gets the lines alone', async () => {
    const said = lines(await text('?tail=3&timestamps=utc'))
    expect(said.length).toBe(3)
    for (const line of said) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \S/)
    expect(lines(await text('?tail=3'))[0]).not.toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z /)
  })

  test('as NDJSON each line says whose it is', async () => {
    const said = lines(await text('?tail=2&as=ndjson')).map((line) => JSON.parse(line) as object)
    expect(said.length).toBe(2)
    for (const line of said)
      expect(line).toMatchObject({
        namespace: 'shop',
        pod,
        time: expect.stringMatching(/Z$/) as string,
      })
  })

  test('a filter leaves the lines that match, and counts over those it looked at', async () => {
    const page = await on.page(logs('?q=GET&tail=5'))
    const found = page.html.querySelectorAll('#lines > div')
    expect(found.length).toBeGreaterThan(0)
    expect(page.html.querySelector('#count')?.text).toMatch(/^\d+ lines? of [\d,]+ match/)
    const none = await on.page(logs('?q=no-line-says-this'))
    expect(none.html.querySelectorAll('#lines > div').length).toBe(0)
    for (const line of lines(await text('?q=-GET'))) expect(line).not.toContain('GET')
  })

  test('with lines around those that match: as a page, as text, as NDJSON', async () => {
    const page = await on.page(logs('?q=orders&context=2&tail=10000'))
    const found = page.html.querySelectorAll('#lines > div')
    const around = found.filter((line) => line.hasAttribute('data-beside'))
    expect(around.length).toBeGreaterThan(0)
    for (const line of around) expect(line.text).not.toContain('orders')
    const count = /^(\d+) lines? of/.exec(page.html.querySelector('#count')!.text)?.[1]
    expect(Number(count)).toBe(found.length - around.length)
    expect(page.html.querySelector('select[name="context"] [selected]')?.text).toBe('2 around')
    // Up to an instant: what comes between two questions is in neither answer.
    const to = found.at(-1)!.querySelector('[data-at]')!.getAttribute('data-at')!
    const said = lines(await text(`?q=orders&context=1&tail=10000&to=${to}`))
    const groups = said.join('\n').split('\n--\n')
    expect(groups.length).toBeGreaterThan(1)
    for (const group of groups) expect(group).toContain('orders')
    const told = lines(await text(`?q=orders&context=1&tail=10000&as=ndjson&to=${to}`)).map(
      (line) => JSON.parse(line) as { text: string; context?: true },
    )
    expect(told.map((line) => line.context ?? false)).toEqual(
      told.map((line) => !line.text.includes('orders')),
    )
    expect(told.length).toBe(said.length - groups.length + 1)
  })

  test.each(['q=/(/', 'since=never', 'tail=many', 'level=bad', 'from=yesterday'])(
    'as text %s is refused: a script would believe it',
    async (query) => {
      for (const form of ['txt', 'ndjson']) {
        const { status, body } = await on.ask(logs(`?as=${form}&${query}`))
        expect([form, status]).toEqual([form, 422])
        expect(lines(body).length).toBe(1)
      }
    },
  )

  test('as text so many lines of a stretch are the last of it', async () => {
    expect(lines(await text('?since=6h&tail=3')).length).toBe(3)
  })

  test('bad input names its parameter, and the log is there all the same', async () => {
    const page = await on.page(logs('?tail=many&since=never&q=/(/'))
    expect(page.status).toBe(422)
    const wrong = page.html.querySelectorAll('.note[role="alert"] b').map((one) => one.text)
    expect(new Set(wrong)).toEqual(new Set(['q', 'since', 'tail']))
    expect(page.html.querySelectorAll('#lines > div').length).toBeGreaterThan(0)
    expect(page.html.querySelector('.log-controls input[name="q"]')?.getAttribute('value')).toBe(
      '/(/',
    )
  })

  test('another filter keeps what the log is narrowed to', async () => {
    const page = await on.page(logs('?level=error,warn&wrap=0&from=2026-01-01T00:00:00Z&q=x'))
    expect(sent(page)).toEqual([
      ['q', 'x'],
      ['from', '2026-01-01T00:00:00.000Z'],
      ['wrap', '0'],
      ['level', 'error'],
      ['level', 'warn'],
    ])
  })

  test('what a form sends in vain is not in the address', async () => {
    const answer = await on.ask(logs('?q=&since=&level=error&level=warn&tail='), {
      headers: { accept: 'text/html' },
    })
    expect([answer.status, answer.headers['location']]).toEqual([302, logs('?level=error,warn')])
  })

  test('what was typed stays where it was wrong, and what is wrong stands beside it', async () => {
    const page = await on.page(logs('?from=yesterday&to=2026-13-01T00:00Z&tail=many&level=loud'))
    expect(page.status).toBe(422)
    for (const [name, typed] of [
      ['from', 'yesterday'],
      ['to', '2026-13-01T00:00Z'],
    ]) {
      const field = page.html.querySelector(`.log-controls details[open] input[name="${name}"]`)
      expect(field?.getAttribute('value')).toBe(typed)
      const said = page.html.querySelector(`details #${field?.getAttribute('aria-describedby')}`)
      expect(said?.text).toContain(`“${typed}” is not an instant`)
    }
    expect(sent(page)).toContainEqual(['tail', 'many'])
    expect(page.html.querySelector('#wrong-level')?.text).toContain('“loud” is none of error')
  })

  test('a file is named for what it gives', async () => {
    const all = ['Download all', '?as=txt&download=1']
    expect(files(await on.page(logs()))).toEqual([all])
    expect(files(await on.page(logs('?q=x&level=error')))).toEqual([
      ['Download matching', '?q=x&level=error&as=txt&download=1'],
      all,
    ])
  })

  test('a container that is not there is not chosen', async () => {
    const none = await on.page(logs('?container=nobody'))
    expect(none.html.querySelector('.log-note')?.text).toBe('None of its containers is chosen.')
    expect(await text('?container=nobody')).toBe('# None of its containers is chosen.\n')
  })

  // A simulated node's log never ends: there a real one proves it.
  if (targetName === 'demo')
    test('of one that is over nothing more comes, and the mark says so', async () => {
      const [over] = await items('/api/v1/pods?fieldSelector=status.phase%3DSucceeded')
      const { namespace, name } = over!.metadata
      const page = await on.page(logs('', `pods/${namespace}/${name}`))
      const address = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
      const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
      await one.until(({ around }) => around.get('#live')?.includes('nothing more comes') === true)
    })

  // Simulated nodes have the same lines for every life: there a real one proves it.
  if (targetName === 'demo')
    test('a life before that never was says so, in the server’s words', async () => {
      const before = await on.page(logs('?previous=1'))
      expect(before.html.querySelectorAll('#lines > div').length).toBe(0)
      const words = /previous terminated container/
      expect(before.html.querySelector('.log-note')?.text).toMatch(words)
      expect(await text('?previous=1')).toMatch(/^# cart-\S+ \S+: .*previous terminated container/)
    })

  test('the stream goes on where the page ended: no line twice', async () => {
    const page = await on.page(logs('?tail=20', `pods/shop/${chatty}`))
    const shown = ids(page.body)
    const address = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
    const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
    const come = () => one.said.flatMap(({ data }) => ids(data))
    await one.until(() => come().length > 1)
    expect(come().filter((id) => shown.includes(id))).toEqual([])
    expect(new Set(come()).size).toBe(come().length)
    expect(one.said.some(({ data }) => data.includes('lines may be missing'))).toBe(false)
    const { id } = one.said.at(-1)!
    one.close()
    const seen = come()
    const back = await streamed(on.origin, address.replaceAll('&amp;', '&'), {
      'last-event-id': id,
    })
    await back.until(({ said }) => said.some(({ data }) => ids(data).length > 0))
    expect(
      back.said.flatMap(({ data }) => ids(data)).filter((each) => seen.includes(each)),
    ).toEqual([])
  }, 60_000)
})

test('a stretch far behind is read from its beginning, not from the end of the log', async () => {
  const times = lines(await text('?timestamps=utc&tail=10000')).map((line) => line.split(' ')[0]!)
  const [from, to] = [times[0]!, times[2]!]
  const page = await on.page(logs(`?tail=1&from=${from.slice(0, 19)}Z&to=${to}`))
  const found = page.html.querySelectorAll('#lines [data-at]')
  expect(found.map((line) => line.getAttribute('data-at'))).toEqual([to])
})

test('of a pod that has not started nothing is said yet: its page is live and does not say that it ended', async () => {
  const all = await items('/api/v1/namespaces/shop/pods?fieldSelector=spec.nodeName%3D')
  const page = await on.page(logs('', `pods/shop/${all[0]!.metadata.name}`))
  expect(page.html.querySelectorAll('#lines > div').length).toBe(0)
  const address = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
  const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
  await one.until(({ said }) => said.some(({ data }) => data.includes('data-live="live"')))
  expect(one.said.some(({ data }) => data.includes(' ended.'))).toBe(false)
})

test('a file has all of it, under the pod’s name', async () => {
  const answer = await on.ask(logs('?download=1&as=txt'))
  expect(answer.headers['content-disposition']).toBe(`attachment; filename="${pod}.log"`)
  const shown = lines(await text('?tail=10000')).length
  expect(lines(answer.body).length).toBeGreaterThanOrEqual(shown - 5)
})
