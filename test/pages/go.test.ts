/** The command box: it leads on, or says what is wrong and keeps what was typed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'node-html-parser'
import { items } from '../support/api.ts'
import { type Site, site } from '../support/site.ts'
import { needs } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const go = (q: string, from = '', cluster = on.cluster) =>
  on.ask(`${cluster}/go?${new URLSearchParams({ q, from }).toString()}`)

async function lead(q: string, from = '', cluster = on.cluster): Promise<string> {
  const { status, headers } = await go(q, from, cluster)
  expect(status).toBe(303)
  return (headers.location ?? '').slice(cluster.length + 1)
}

test('a command leads to its list, with the namespaces of the page it was typed on', async () => {
  expect(await lead(':po')).toBe('pods')
  expect(await lead(':deploy', `${on.cluster}/pods?ns=kube-system`)).toBe(
    'deployments.apps?ns=kube-system',
  )
  expect(await lead(':svc', `${on.cluster}/pods/default/x/logs`)).toBe('services?ns=default')
  expect(await lead(':yaml', `${on.cluster}/pods/default/x/logs?tail=5`)).toBe(
    'pods/default/x/yaml',
  )
  expect(await lead(':logs -p', `${on.cluster}/pods/default/x`)).toBe(
    'pods/default/x/logs?previous=1',
  )
  expect(await lead(':po /%"<b>')).toBe('pods?q=%25%22%3Cb%3E')
})

test('an object is found in whichever namespace has it; of several a list is shown', async () => {
  const all = (await items('/api/v1/services')).map(({ metadata }) => metadata)
  const only = all.find(({ name }) => all.filter((one) => one.name === name).length === 1)!
  const place = `services/${only.namespace}/${only.name}`
  expect(await lead(`:svc/${only.name}`)).toBe(place)
  expect(await lead(`:yaml svc/${only.name}`)).toBe(`${place}/yaml`)
  expect(await lead(`svc/${only.name}`)).toBe(place)
  expect(await lead(`kubectl get svc ${only.name} -o yaml`)).toBe(`${place}/yaml`)
  expect(await lead(':svc/no-such')).toBe('services?q=name:no-such')
})

test('what is no command is searched for', async () => {
  expect(await lead('cart 100%')).toBe('search?q=cart%20100%25')
})

test('the page that a foreign address names counts for nothing', async () => {
  for (const from of [
    '//evil.example/c/x',
    'javascript:alert(1)',
    '\\\\',
    '/c/other/pods?ns=web',
    '%',
  ])
    expect(await lead(':po', from), from).toBe('pods')
})

describe('what is wrong', () => {
  test.each([
    [':deplyo', 'deplyo', 'Did you mean'],
    [':rollout po x', 'rollout', 'is for kubectl'],
    [':scale po/x 3 4', '3', 'What is “3” for'],
    [':delete', 'delete', 'Of which object'],
    [':po @no-such-cluster', '@no-such-cluster', 'There is no cluster'],
    [':po --wide', '--wide', 'There is no option'],
    [':po -n', '-n', 'A value is missing'],
    [':<img src=x onerror=1>', '<img', 'serves no kind'],
    [`:${'x'.repeat(900)}`, 'x'.repeat(900), 'serves no kind'],
  ])('%.40s', async (q, part, why) => {
    const { status, body } = await go(q)
    expect(status).toBe(422)
    const html = parse(body)
    expect(html.querySelector('#main mark')!.text).toBe(part)
    expect(html.querySelector('#main .note')!.text).toContain(why)
    expect(html.querySelector('.bar [name="q"]')!.getAttribute('value')).toBe(q)
  })

  test('what is longer than anything that is meant stays in the box', async () => {
    const q = `:po /${'(a+)+'.repeat(2000)}`
    const { status, body } = await go(q)
    expect([status, body]).toEqual([422, expect.stringContaining('10005 characters')])
    expect(parse(body).querySelector('.bar [name="q"]')!.getAttribute('value')).toBe(q)
  })

  test('what may have been meant is a way on', async () => {
    const { body } = await go(':deplyo -n kube-system')
    const link = parse(body).querySelector('#main .note a')!
    expect(link.text).toBe('deploy')
    const next = await on.ask(link.getAttribute('href')!.replaceAll('&amp;', '&'))
    expect(next.headers.location).toBe(`${on.cluster}/deployments.apps?ns=kube-system`)
  })
})

test('without a command: keys and commands', async () => {
  const { html } = await on.page(`${on.cluster}/go`)
  expect(html.querySelectorAll('#main kbd').map(({ text }) => text)).toContain('?')
  expect(html.querySelector('#main')!.text).toContain(':deploy/cart -n shop')
})

async function offered(q: string, cluster = on.cluster, more = ''): Promise<readonly string[]> {
  const path = `${cluster}/go/hints?${new URLSearchParams({ q }).toString()}${more}`
  const { status, body } = await on.ask(path)
  expect(status).toBe(200)
  return parse(body)
    .querySelectorAll('[role="option"] span')
    .map(({ text }) => text)
}

test('kinds that the cluster serves and namespaces that there are come while one types', async () => {
  expect((await offered(':deploy'))[0]).toBe('deployments')
  expect(await offered(':po -n kube')).toContain('kube-system')
  expect(await offered(':po kube', on.cluster, '&at=3')).toContain('pods')
  expect(await offered(':po /kube')).toEqual([])
})

needs('people')('of namespaces those that the person may see', async () => {
  const names = await offered(':po -n ', '/c/ada')
  expect(names).not.toContain('kube-system')
})
