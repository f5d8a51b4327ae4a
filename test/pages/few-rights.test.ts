/** People with one or two RoleBindings and no rights over the cluster: they find what is theirs, and no other name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items, patch } from '../support/api.ts'
import { keys, rows } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { keyOf, live, rowsIn, streamed, timeless } from '../support/streamed.ts'
import { needs } from '../support/target.ts'

/** `bea` may view in web, `ada` edit in shop and web; each name here is one that an administrator configured. */
const configured = 'kube-system,shop,payroll-eu,web,default,kube-public'
let on: Site
let bare: Site
beforeAll(async () => {
  ;[on, bare] = await Promise.all([site({ args: [`--namespaces=${configured}`] }), site()])
})
afterAll(() => Promise.all([on?.stop(), bare?.stop()]))

const few = needs('people', 'rules-review')
const said = ({ html }: Page) => html.querySelector('main')!.text.replaceAll(/\s+/g, ' ')
const beside = ({ html }: Page) =>
  html
    .querySelectorAll('#sidebar a[data-resource]')
    .map((link) => link.getAttribute('data-resource'))
const ticks = ({ html }: Page) =>
  html.querySelectorAll('input[type=checkbox][name=ns]').map((one) => one.getAttribute('value'))
const streamOf = ({ html }: Page) => html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
const mine = async (plural: string, of: RegExp) =>
  (await items(plural))
    .map(({ metadata: { namespace = '', name } }) => `${namespace}/${name}`)
    .filter((key) => of.test(key))

const fragment = async (who: string, query = '') => {
  const { body, status } = await on.ask(`/c/${who}/go/namespaces${query}`)
  expect(status).toBe(200)
  return body
}
const names = (body: string) => [...body.matchAll(/value="([^"]*)"/g)].map(([, name]) => name)

const label = async (path: string) =>
  (await on.page(path)).html.querySelector('#picker summary b')?.text

/** No answer to bea names a namespace in which they may do nothing. */
function nothingElse(body: string): void {
  expect(body).not.toMatch(/kube-system|kube-public|payroll/)
  expect(body).not.toMatch(/ns=[^"&]*\b(shop|default)\b|value="(shop|default)"|\/(shop|default)\//)
}

/** Rights may still be on their way to a page’s sidebar; in the end they are there. */
const settled = (path: string) =>
  expect.poll(async () => beside(await on.page(path)), { timeout: 10_000 })

describe('the sidebar', () => {
  few('offers what may be listed in a namespace at hand, and nothing of the cluster', async () => {
    await settled('/c/bea').not.toContain('nodes')
    const ids = beside(await on.page('/c/bea'))
    expect(ids).toEqual(
      expect.arrayContaining(['pods', 'deployments.apps', 'configmaps', 'events']),
    )
    for (const id of ['secrets', 'nodes', 'namespaces', 'persistentvolumes'])
      expect(ids).not.toContain(id)
  })

  few('offers Secrets to who may read them', async () => {
    await settled('/c/ada/pods?ns=shop').not.toContain('nodes')
    expect(beside(await on.page('/c/ada/pods?ns=shop'))).toContain('secrets')
  })

  test('offers everything to who may list everything', async () => {
    expect(beside(await on.page(on.cluster))).toEqual(beside(await bare.page(bare.cluster)))
    expect(beside(await on.page(on.cluster))).toEqual(
      expect.arrayContaining(['nodes', 'namespaces', 'secrets', 'pods']),
    )
  })

  few('offers every kind in a namespace where no namespace is known', async () => {
    const path = '/c/bea/pods?ns=payroll-eu'
    await expect
      .poll(async () => beside(await bare.page('/c/bea')), { timeout: 10_000 })
      .not.toContain('nodes')
    expect(beside(await bare.page('/c/bea'))).toEqual(expect.arrayContaining(['pods', 'secrets']))
    expect((await bare.page(path)).status).toBe(403)
  })

  few('leads to lists that answer', { timeout: 60_000 }, async () => {
    await settled('/c/bea').not.toContain('nodes')
    for (const id of beside(await on.page('/c/bea')).filter(Boolean)) {
      const page = await on.page(`/c/bea/${id}`)
      expect([id, page.status]).toEqual([id, 200])
      expect(page.html.querySelectorAll('main [role=alert]'), id).toEqual([])
      nothingElse(page.body)
    }
  })
})

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
    const page = await on.page('/c/bea/configmaps')
    const one = await streamed(on.origin, streamOf(page), {}, rowsIn(page.body))
    await one.until(live)
    expect(one.steps).toEqual([])
    const key = keys(page)[0]!
    await patch(`/api/v1/namespaces/web/configmaps/${key.split('/')[1]}`, {
      metadata: { labels: { 'few-rights': String(Date.now()) } },
    })
    await one.until(({ steps }) => steps.includes(`change ${key}`))
    nothingElse(one.said.map(({ data }) => data).join())
  })

  few('streams by its plain address too', async () => {
    const page = await on.page('/c/ada/configmaps')
    const one = await streamed(on.origin, '/c/ada/configmaps?watch=')
    await one.until(live)
    expect(one.rows.map(timeless)).toEqual(rowsIn(page.body).map(timeless))
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

describe('the namespaces to pick', () => {
  few('are those in which one may list anything', async () => {
    expect(names(await fragment('bea'))).toEqual(['web'])
    expect(names(await fragment('ada', '?ns=web'))).toEqual(['shop', 'web'])
    expect(names(await fragment('nobody'))).toEqual([])
    expect(await fragment('nobody')).toContain('type their names above')
    nothingElse(await fragment('bea'))
  })

  few('are counted where they stand for all', async () => {
    await expect.poll(() => label('/c/ada'), { timeout: 10_000 }).toBe('2 known')
    expect(await label('/c/ada/pods')).toBe('2 known')
    expect(await label('/c/ada/pods?ns=web')).toBe('web')
    expect(await label(`${on.cluster}/pods`)).toBe('all')
  })

  few('are not those of a cookie in which nothing may be listed any more', async () => {
    const headers = { cookie: 'pl_ns=bea:web,kube-system' }
    await expect
      .poll(async () => ticks(await on.page('/c/bea', { headers })), { timeout: 10_000 })
      .toEqual(['web'])
    nothingElse((await on.page('/c/bea', { headers })).body)
  })

  few('that are typed are answered clearly', async () => {
    const page = await on.page('/c/bea/pods?ns=kube-system')
    expect(page.status).toBe(403)
    expect(said(page)).toContain('in the namespace "kube-system"')
    const some = await on.page('/c/bea/pods?ns=web,kube-system')
    expect([some.status, said(some)]).toEqual([
      200,
      expect.stringContaining('you may not list pods in kube-system'),
    ])
  })
})

describe('overview, search and objects', () => {
  few('look in what is known, and name nothing else', { timeout: 60_000 }, async () => {
    const page = await on.page('/c/bea')
    expect(page.status).toBe(200)
    expect(said(page)).toContain('In web only: you may not list all namespaces.')
    const pods = (await mine('/api/v1/pods', /^web\//)).length
    expect(page.html.querySelector('.counts li:has([data-resource=pods]) b')?.text).toBe(`${pods}`)
    nothingElse(page.body)
    // A search ends after its time, whatever else the machine is at.
    const search = async () => {
      const found = await on.page('/c/bea/search?q=w')
      nothingElse(found.body)
      return [said(found), found.html.querySelectorAll('.hits a').length]
    }
    await expect
      .poll(search, { timeout: 30_000 })
      .toEqual([
        expect.stringContaining('In web only: you may not list all namespaces.'),
        expect.toSatisfy((hits: number) => hits > 0),
      ])
  })

  few('have parts that answer', async () => {
    const [key = ''] = await mine('/api/v1/pods', /^web\//)
    for (const part of ['', '/yaml', '/events']) {
      const page = await on.page(`/c/bea/pods/${key}${part}`)
      expect([part, page.status]).toEqual([part, 200])
      // What the object itself holds is theirs to read.
      page.html.querySelector('main')!.innerHTML = ''
      nothingElse(page.html.toString())
      expect(page.body).not.toMatch(/kube-system|payroll/)
    }
  })
})
