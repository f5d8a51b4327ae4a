/** People with one or two RoleBindings and no rights over the cluster: they find what is theirs, and no other name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { configured, few, mine, nothingElse, said } from '../support/few-rights.ts'
import { forbidden, odd } from '../support/odd-api.ts'
import { type Page, type Site, site } from '../support/site.ts'

let on: Site
let bare: Site
beforeAll(async () => {
  ;[on, bare] = await Promise.all([site({ args: [`--namespaces=${configured}`] }), site()])
})
afterAll(() => Promise.all([on?.stop(), bare?.stop()]))

const beside = ({ html }: Page) =>
  html
    .querySelectorAll('#sidebar a[data-resource]')
    .map((link) => link.getAttribute('data-resource'))
const ticks = ({ html }: Page) =>
  html.querySelectorAll('input[type=checkbox][name=ns]').map((one) => one.getAttribute('value'))
const fragment = async (who: string, query = '') => {
  const { body, status } = await on.ask(`/c/${who}/go/namespaces${query}`)
  expect(status).toBe(200)
  return body
}
const names = (body: string) => [...body.matchAll(/value="([^"]*)"/g)].map(([, name]) => name)

const label = async (path: string) =>
  (await on.page(path)).html.querySelector('#picker summary b')?.text

/** Rights may still be on their way to a page’s sidebar; in the end they are there. */
const settled = (path: string) => expect.poll(async () => beside(await on.page(path)))

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
    await expect.poll(async () => beside(await bare.page('/c/bea'))).not.toContain('nodes')
    expect(beside(await bare.page('/c/bea'))).toEqual(expect.arrayContaining(['pods', 'secrets']))
    expect((await bare.page(path)).status).toBe(403)
  })

  test('offers everything where the API server does not name the rules', async () => {
    const api = await odd({ pods: forbidden, services: forbidden })
    try {
      const { body } = await ask(api.origin, '/c/odd')
      for (const id of ['pods', 'services', 'configmaps', 'events'])
        expect(body).toMatch(new RegExp(`<nav.*data-resource="${id}"`, 's'))
    } finally {
      await api.stop()
    }
  })

  few('that came too late is brought by the next click', async () => {
    const held = Promise.withResolvers<void>()
    const before = (path: string) =>
      path.endsWith('/selfsubjectrulesreviews') ? held.promise : Promise.resolve()
    const late = await site({ before, args: ['--namespaces=web'] })
    const clicked = { 'hx-request': 'true', 'hx-target': 'main#main' }
    const click = async () => (await late.page('/c/bea/pods?ns=web', { headers: clicked })).body
    try {
      expect(beside(await late.page('/c/bea/pods?ns=web'))).toContain('nodes')
      held.resolve()
      await expect.poll(click).toMatch(/<nav[^>]* id="sidebar" hx-swap-oob/)
      await expect.poll(click).not.toContain('data-resource="nodes"')
      expect(await click()).toContain('data-resource="pods"')
    } finally {
      await late.stop()
    }
  })

  few('leads to lists that answer', async () => {
    await settled('/c/bea').not.toContain('nodes')
    for (const id of beside(await on.page('/c/bea')).filter(Boolean)) {
      const page = await on.page(`/c/bea/${id}`)
      expect([id, page.status]).toEqual([id, 200])
      expect(page.html.querySelectorAll('main [role=alert]'), id).toEqual([])
      nothingElse(page.body)
    }
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
    await expect.poll(() => label('/c/ada')).toBe('2 known')
    expect(await label('/c/ada/pods')).toBe('2 known')
    expect(await label('/c/ada/pods?ns=web')).toBe('web')
    expect(await label(`${on.cluster}/pods`)).toBe('all')
  })

  few('are not those of a cookie in which nothing may be listed any more', async () => {
    const headers = { cookie: 'pl_ns=bea:web,kube-system' }
    await expect
      .poll(async () => ticks(await on.page('/c/bea/apply', { headers })))
      .toEqual(['web'])
    nothingElse((await on.page('/c/bea/apply', { headers })).body)
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
  few('look in what is known, and name nothing else', async () => {
    const page = await on.page('/c/bea')
    expect(page.status).toBe(200)
    expect(said(page)).toContain('In web only: you may not list all namespaces.')
    const pods = (await mine('/api/v1/pods', /^web\//)).length
    expect(page.html.querySelector('.counts li:has([data-resource=pods]) b')?.text).toBe(`${pods}`)
    const folded = page.html.querySelectorAll('main details .counts a')
    const ids = folded.map((link) => link.getAttribute('data-resource'))
    expect(ids).toEqual(expect.arrayContaining(['nodes', 'secrets', 'namespaces']))
    expect(ids).not.toContain('pods')
    nothingElse(page.body)
    const [service = ''] = await mine('/api/v1/services', /^web\//)
    const found = await on.page(`/c/bea/search?q=${service.split('/')[1]}`)
    expect(said(found)).toContain('In web only: you may not list all namespaces.')
    expect(
      found.html.querySelectorAll('.found .of a').map((link) => link.getAttribute('href')),
    ).toContain(`/c/bea/services/${service}`)
    nothingElse(found.body)
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
