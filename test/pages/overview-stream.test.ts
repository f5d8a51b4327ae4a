/** An overview's stream: its parts as they are now, each kind when it comes. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type HTMLElement, parse } from 'node-html-parser'
import { create, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { wrongIn } from '../support/overview.ts'
import { type Site, site } from '../support/site.ts'
import { live, type Streamed, streamed } from '../support/streamed.ts'
import { needs, targetName } from '../support/target.ts'

const real = targetName === 'real'
const space = real ? `overview-stream-${process.pid}` : 'shop'
const quotas = `/api/v1/namespaces/${space}/resourcequotas`
const quota = real ? 'tight' : 'team'

let on: Site
beforeAll(async () => {
  on = await site()
  if (!real) return
  await ownNamespace('overview-stream')
  await create(quotas, { metadata: { name: quota }, spec: { hard: { configmaps: '1' } } })
})
afterAll(async () => {
  await on?.stop()
  if (real) await removeNamespaces(space)
})

/** The stream of a page from what it shows. */
async function follow(at: Site, path: string, headers: Record<string, string> = {}) {
  const { html } = await at.page(path, { headers })
  const address = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  return streamed(at.origin, address.replaceAll('&amp;', '&'), headers)
}

const parts = ({ said }: Streamed): readonly string[] =>
  said.flatMap(({ data }) => [...data.matchAll(/hx-target="(#\w+)"/g)].map(([, id = '']) => id))

const troubles = ({ around }: Streamed) => around.get('#troubles') ?? ''

/** On a shared cluster something of the whole changes all the time: a namespace of its own does not. */
const path = () => `${on.cluster}?ns=${space}`

test('who shows nothing is sent every part', async () => {
  const one = await streamed(on.origin, `${path()}&watch=`)
  await one.until(live)
  expect(parts(one)).toEqual(
    expect.arrayContaining(['#troubles', '#warnings', '#counts', '#capacity', '#changes', '#live']),
  )
})

test('what the page shows already is not sent, but that it is live', async () => {
  await expect
    .poll(
      async () => {
        const one = await follow(on, path())
        await one.until(live)
        one.close()
        return parts(one).filter((id) => id !== '#live' && id !== '#capacity')
      },
      { timeout: 20_000 },
    )
    .toEqual([])
})

test('what is mended goes from the page, and the rest of it is left alone', async () => {
  const one = await streamed(on.origin, `${path()}&watch=`)
  await one.until((all) => troubles(all).includes(`/resourcequotas/${space}/${quota}`))
  const before = one.said.length
  await remove(`${quotas}/${quota}`)
  await one.until((all) => !troubles(all).includes(`/resourcequotas/${space}/${quota}`))
  const sent = one.said.slice(before).map(({ data }) => data)
  expect(sent.some((data) => data.includes('hx-target="#changes"'))).toBe(false)
})

const count = (html: HTMLElement) =>
  html.querySelector('li:has([data-resource="deployments.apps"]) > :last-child')?.text

test('a kind that is slow to answer holds nothing back, and comes when it does', async () => {
  const held = Promise.withResolvers<void>()
  const before = (asked: string) =>
    /\/deployments\?/.test(asked) ? held.promise : Promise.resolve()
  const late = await site({ before })
  try {
    const browser = { 'sec-fetch-dest': 'document' }
    // On a busy machine others may be late as well, at first.
    const html = await vi.waitFor(
      async () => {
        const page = await late.page(late.cluster, { headers: browser })
        expect(page.html.querySelector('#troubles')!.text).toMatch(
          /No answer yet: .*(?:deployments|kinds)/,
        )
        expect(count(page.html)).toBe('no answer yet')
        expect(wrongIn(page.html).length).toBeGreaterThan(2)
        return page.html
      },
      { timeout: 45_000 },
    )
    expect(html.querySelector('#live')!.getAttribute('data-live')).toBe('')
    const one = await follow(late, late.cluster, browser)
    await one.until(({ around }) => around.has('#live'))
    expect(live(one)).toBe(false)
    held.resolve()
    await one.until(live)
    expect(troubles(one)).not.toContain('No answer yet')
    expect(Number(count(parse(one.around.get('#counts') ?? '')))).toBeGreaterThan(0)
  } finally {
    held.resolve()
    await late.stop()
  }
})

test('two who show different things are each told what they lack', async () => {
  const whole = await streamed(on.origin, `${path()}&watch=`)
  await whole.until(live)
  const id = whole.said.findLast((one) => one.id !== '')?.id ?? ''
  const some = await streamed(on.origin, `${path()}&watch=${id.replace(/^[^-]+/, '0')}`)
  await some.until(live)
  expect(parts(some)).toContain('#troubles')
  expect(parts(some)).not.toContain('#changes')
})

needs('people')('who may see two namespaces is told of those, and of no other', async () => {
  const headers = { cookie: 'pl_ns=ada:shop,web' }
  const { html, body } = await on.page('/c/ada', { headers })
  const all = wrongIn(html)
  expect(all.length).toBeGreaterThan(1)
  for (const { href } of all) expect(href).toMatch(/^\/c\/ada\/[^/]+\/(?:shop|web)\//)
  expect(html.querySelector('#counts details')?.text).toContain('Nodes')
  expect(html.querySelector('#capacity')?.text).toContain('asked for')
  expect(body).not.toContain('data-warehouse')
})

needs('people')('who may list nothing is told so, and nothing else', async () => {
  const { html } = await on.page('/c/nobody')
  expect(html.querySelector('#troubles')!.text).toContain('nothing that you may look at')
  expect(wrongIn(html)).toEqual([])
})

needs('people')(
  'one kind that is slow and others that are refused hold nothing back',
  async () => {
    const held = Promise.withResolvers<void>()
    const before = (asked: string) =>
      /\/statefulsets\?/.test(asked) ? held.promise : Promise.resolve()
    const late = await site({ before })
    // As a script, which waits longer than a browser for what a stream would bring.
    const headers = { cookie: 'pl_ns=ada:shop,web' }
    try {
      await vi.waitFor(
        async () => {
          const { html } = await late.page('/c/ada', { headers })
          expect(wrongIn(html).length).toBeGreaterThan(0)
          expect(html.querySelector('#troubles')!.text).toMatch(
            /No answer yet: .*(?:stateful|kinds)/,
          )
          expect(html.querySelector('#counts details')?.text).toContain('Nodes')
          expect(html.querySelector('#reach')?.text).toContain('you may not list all namespaces')
        },
        { timeout: 45_000 },
      )
    } finally {
      held.resolve()
      await late.stop()
    }
  },
  120_000,
)
