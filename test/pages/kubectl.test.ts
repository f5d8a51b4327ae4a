/** Each list and each part of an object says the kubectl line that asks for the same, and what people carry elsewhere can be copied. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '../support/rows.ts'
import { type Site, site } from '../support/site.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const to = 'kubectl --context admin'
async function line(path: string): Promise<string | undefined> {
  const { html } = await on.page(on.cluster + path)
  const text = html.querySelector('.under .cli code')?.text
  expect(html.querySelector('.under .cli button')?.getAttribute('data-copy')).toBe(text)
  return text
}

test.each([
  ['/pods', `${to} get pods -A`],
  ['/nodes', `${to} get nodes`],
  ['/pods?ns=kube-system', `${to} get pods -n kube-system`],
  ['/pods?ns=default,kube-system', `${to} get pods -n default; ${to} get pods -n kube-system`],
  [
    `/pods?ns=default&l=${encodeURIComponent('app in (a, b)')}&fs=spec.nodeName%3Dn1`,
    `${to} get pods -n default -l 'app in (a, b)' --field-selector spec.nodeName=n1`,
  ],
])('%s: %s', async (path, text) => {
  expect(await line(path)).toBe(text)
})

const filter = (q: string) => `/pods?ns=default&q=${encodeURIComponent(q)}`
test.each([
  ['/pods', ''],
  [filter('label:app=cart node=n1'), ''],
  [filter('cart label:app=cart'), 'without the filter'],
  [
    '/pods?status=failing&sort=-restarts&cols=name,node',
    'without the filter, the order and the columns',
  ],
  ['/pods?sort=-age&cols=label:app', ''],
  ['/pods?sort=age', 'without the order'],
  ['/pods?ns=a,b,c,kube-system', 'without the namespaces'],
  ['/events', 'without the groups'],
])('%s: what kubectl cannot do of it: %j', async (path, lacks) => {
  const { html } = await on.page(on.cluster + path)
  const beside = html.querySelector('.under .cli')?.nextElementSibling
  expect(beside?.text.startsWith('without') === true ? beside.text : '').toBe(lacks)
})

test('what kubectl can do it is asked for', async () => {
  expect(await line(filter('label:app=cart node=n1'))).toBe(
    `${to} get pods -n default -l app=cart --field-selector spec.nodeName=n1`,
  )
  expect(await line('/pods?sort=-age&cols=label:app')).toBe(
    `${to} get pods -A --sort-by=.metadata.creationTimestamp -L app`,
  )
})

test('each part of an object has its own line, of what stands in no namespace without one', async () => {
  const [row] = rows(await on.page(`${on.cluster}/configmaps?ns=kube-system&size=1`))
  const [, name = ''] = (row?.getAttribute('data-key') ?? '').split('/')
  const at = `/configmaps/kube-system/${name}`
  const where = `${name} -n kube-system`
  expect(await line(at)).toBe(`${to} describe configmaps ${where}`)
  expect(await line(`${at}/yaml`)).toBe(`${to} get configmaps ${where} -o yaml`)
  expect(await line(`${at}/events`)).toBe(`${to} events --for configmaps/${where}`)
  expect(await line('/namespaces/-/default')).toBe(`${to} describe namespaces default`)
  expect(await line('/namespaces/-/default/events')).toBe(
    `${to} events --for namespaces/default -A`,
  )
})

test('an object’s name is copied alone and with its namespace, its uid and addresses too', async () => {
  const { html } = await on.page(`${on.cluster}/services/default/kubernetes`)
  const copies = html.querySelectorAll('#object [data-copy]')
  const texts = copies.map((button) => button.getAttribute('data-copy'))
  expect(texts.slice(0, 2)).toEqual(['kubernetes', 'default/kubernetes'])
  const shown = (label: string) =>
    html
      .querySelectorAll('dt')
      .find(({ text }) => text === label)
      ?.nextElementSibling?.text.trim()
  for (const label of ['Cluster IPs', 'UID']) expect(texts).toContain(shown(label))
  expect(copies.every((button) => button.getAttribute('aria-label'))).toBe(true)
})
