/** A list over all namespaces for people who may not have it: those known for them side by side, live too. */
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { patch } from '../support/api.ts'
import { configured, few, mine, nothingElse, said } from '../support/few-rights.ts'
import { keys, rows } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { keyOf, live, rowsIn, streamed, timeless } from '../support/streamed.ts'

let on: Site
let bare: Site
beforeAll(async () => {
  ;[on, bare] = await Promise.all([site({ args: [`--namespaces=${configured}`] }), site()])
})
afterAll(() => Promise.all([on?.stop(), bare?.stop()]))

const streamOf = ({ html }: Page) => html.querySelector('#stream')!.getAttribute('hx-sse:connect')!

/** A page and its stream, which has nothing to add: looked at again where others changed something in between. */
const followed = (at: Site, path: string, headers: Record<string, string> = {}) =>
  vi.waitFor(
    async () => {
      const page = await at.page(path, { headers })
      const one = await streamed(at.origin, streamOf(page), {}, rowsIn(page.body))
      await one.until(live)
      if (one.steps.length > 0) one.close()
      expect(one.steps).toEqual([])
      return { page, one }
    },
    { timeout: 30_000, interval: 500 },
  )

describe('a list over all namespaces', () => {
  few('is one of those where it may be listed, and says so', async () => {
    const page = await on.page('/c/bea/pods')
    expect(page.status).toBe(200)
    expect(keys(page)).toEqual(await mine('/api/v1/pods', /^web\//))
    const note = 'You may not list pods in all namespaces: these are those of web'
    expect(said(page)).toContain(note)
    expect(said(page)).toContain('cannot list resource "pods" in API group "" at the cluster scope')
    expect(page.html.querySelector('main code')?.text).toBe(
      'kubectl --context bea auth can-i list pods -A',
    )
    expect(rows(page)[0]!.querySelector('[data-col=namespace]')?.text.trim()).toBe('web')
    nothingElse(page.body)
  })

  few('joins several, sorts and filters over all of them', async () => {
    const page = await on.page('/c/ada/configmaps?sort=-name')
    expect(keys(page).toSorted()).toEqual(await mine('/api/v1/configmaps', /^(shop|web)\//))
    expect(said(page)).toContain('in all namespaces: these are those of shop web')
    const links = page.html.querySelectorAll('main .note a').map((one) => one.getAttribute('href'))
    expect(links).toEqual([
      '/c/ada/configmaps?ns=shop&sort=-name',
      '/c/ada/configmaps?ns=web&sort=-name',
    ])
    expect(page.html.querySelector('a[rel=next]')?.getAttribute('href') ?? '').not.toContain('ns=')
  })

  few('is the API server’s refusal where there is none, with a way to name one', async () => {
    for (const path of ['/c/nobody/pods', '/c/bea/secrets', '/c/bea/nodes']) {
      const page = await on.page(path)
      expect([path, page.status]).toEqual([path, 403])
      nothingElse(page.body)
    }
    expect((await bare.page('/c/bea/pods')).status).toBe(403)
    expect(
      (await bare.page('/c/bea/pods')).html.querySelector('main input[name=ns]'),
    ).not.toBeNull()
  })

  few(
    'knows the namespaces of the lists before, and forgets none at “All namespaces”',
    async () => {
      const first = await bare.ask('/c/bea/pods?ns=web')
      const cookie = (first.headers['set-cookie'] ?? []).join().split(';')[0] ?? ''
      const all = await bare.page('/c/bea/pods', { headers: { cookie } })
      expect([all.status, keys(all).length > 0]).toEqual([200, true])
      const later = (all.headers['set-cookie'] ?? []).join().split(';')[0] ?? ''
      const again = await bare.page('/c/bea/deployments.apps', { headers: { cookie: later } })
      expect([again.status, keys(again).length > 0]).toEqual([200, true])
    },
  )

  few('is followed where the page looked', async () => {
    const { page, one } = await followed(on, '/c/bea/configmaps')
    const key = keys(page)[0]!
    await patch(`/api/v1/namespaces/web/configmaps/${key.split('/')[1]}`, {
      metadata: { labels: { 'few-rights': String(Date.now()) } },
    })
    await one.until(({ steps }) => steps.includes(`change ${key}`))
    nothingElse(one.said.map(({ data }) => data).join())
  })

  few('is followed there whatever another page has made of the cookie', async () => {
    const { page } = await followed(bare, '/c/ada/configmaps', { cookie: 'pl_ns=ada:web,shop' })
    expect(new Set(keys(page).map((key) => key.split('/')[0]))).toEqual(new Set(['shop', 'web']))
  })

  few('streams by its plain address too', async () => {
    await vi.waitFor(
      async () => {
        const page = await on.page('/c/ada/configmaps')
        const one = await streamed(on.origin, '/c/ada/configmaps?watch=')
        await one.until(live)
        one.close()
        expect(one.rows.map(timeless)).toEqual(rowsIn(page.body).map(timeless))
      },
      { timeout: 30_000, interval: 500 },
    )
    const refused = await streamed(on.origin, '/c/bea/secrets?watch=')
    await refused.over
    expect(refused.said.at(-1)).toMatchObject({ event: 'end', data: 'no longer allowed' })
  })

  few('follows no namespace for the asking', async () => {
    const one = await streamed(on.origin, '/c/bea/configmaps?in=web,kube-system&watch=')
    await one.over
    expect(one.said.at(-1)).toMatchObject({ event: 'end', data: 'no longer allowed' })
    expect(one.rows.map(keyOf).filter((key) => !key.startsWith('web/'))).toEqual([])
    const none = await streamed(on.origin, '/c/bea/configmaps?in=..%2f..&watch=')
    await none.over
    expect([none.rows, none.said.at(-1)?.event]).toEqual([[], 'end'])
  })
})
