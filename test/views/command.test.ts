/** The command box: k9s' words and kubectl's, each to the address it means. */
import { describe, expect, test } from 'vitest'
import { urls } from '../../src/urls.ts'
import { type Around, leadOf, Unclear } from '../../src/views/command.ts'
import { halfOf, offers } from '../../src/views/command/offers.ts'
import { discovery } from '../support/discovered.ts'

const around: Around = {
  cluster: 'here',
  clusters: [
    { name: 'here', title: 'here' },
    { name: 'prod', title: 'kind-prod' },
  ],
  discovery,
  urls: urls('/a'),
  resource: '',
  object: null,
  namespaces: ['shop'],
  query: {},
}
const list: Around = { ...around, resource: 'pods', query: { q: 'cart', sort: 'age', ns: 'shop' } }
const object = { resource: 'deployments.apps', namespace: 'shop', name: 'cart' }
const at: Around = { ...around, resource: 'deployments.apps', object }

const hrefOf = (typed: string, where: Around) => leadOf(typed, where).href

test.each([
  [':scale deploy/cart 3', 'deployments.apps/shop/cart/scale?replicas=3'],
  [':scale deploy cart 3 -n web', 'deployments.apps/web/cart/scale?replicas=3'],
  ['kubectl scale deploy cart -n web --replicas=3', 'deployments.apps/web/cart/scale?replicas=3'],
  [':scale deploy/cart', 'deployments.apps/shop/cart/scale'],
  [':restart deploy/cart', 'deployments.apps/shop/cart/restart'],
  [':edit deploy/cart', 'deployments.apps/shop/cart/edit'],
  [':delete pod/x', 'pods/shop/x/deletion'],
  [':delete po x', 'pods/shop/x/deletion'],
])('%s opens a form', (typed, href) => {
  expect(hrefOf(typed, around)).toBe(`/a/c/here/${href}`)
})

test.each([
  [':scale 3', 'scale?replicas=3'],
  [':edit', 'edit'],
])('%s is of the object on the page', (typed, part) => {
  expect(hrefOf(typed, at)).toBe(`/a/c/here/deployments.apps/shop/cart/${part}`)
})

test.each([
  [':po', 'pods?ns=shop'],
  [':PODS', 'pods?ns=shop'],
  [':po -A', 'pods'],
  [':po web', 'pods?ns=web'],
  [':po -n web,shop', 'pods?ns=web,shop'],
  [':po -nweb', 'pods?ns=web'],
  [':po --namespace=web', 'pods?ns=web'],
  [':po -n shop /cart', 'pods?ns=shop&q=cart'],
  [':po /status:failing "a b"', 'pods?ns=shop&q=status:failing%20%22a%20b%22'],
  [':po //^a/', 'pods?ns=shop&q=%2F%5Ea%2F'],
  [':po app=cart', 'pods?ns=shop&l=app%3Dcart'],
  [':po -l app=cart,x!=y', 'pods?ns=shop&l=app%3Dcart,x!%3Dy'],
  [':cm cart -n web', 'configmaps/web/cart'],
  [':deploy -n web cart', 'deployments.apps/web/cart'],
  [':deploy cart -A', 'deployments.apps?q=name:cart'],
  [':po -n web app=cart', 'pods?ns=web&l=app%3Dcart'],
  [':no', 'nodes'],
  [':no worker-1', 'nodes/-/worker-1'],
  [':no -n shop', 'nodes'],
  [':deploy/cart', 'deployments.apps/shop/cart'],
  [':deploy/cart -n web', 'deployments.apps/web/cart'],
  [':deploy/cart -A', 'deployments.apps?q=name:cart'],
  [':po all', 'pods'],
  [':po 0', 'pods'],
  [':ns all', 'pods'],
  [':overview web', '?ns=web'],
  [':overview -n web', '?ns=web'],
  [':top po', 'pods?ns=shop&sort=-cpu'],
  [':logs -l app=x', 'pods/logs?ns=shop&l=app%3Dx'],
  ['kubectl logs deploy/cart -n shop --all-containers=true', 'deployments.apps/shop/cart/logs'],
  ['kubectl events --for deployment/cart -n shop', 'deployments.apps/shop/cart/events'],
  ['kubectl get pods -A --field-selector status.phase=Running', 'pods?fs=status.phase%3DRunning'],
  ["kubectl get pods -l 'app in (cart,web)'", 'pods?ns=shop&l=app%20in%20(cart,web)'],
  ['kubectl get pods -n shop; kubectl get pods -n web', 'pods?ns=shop,web'],
  ['kubectl get po --sort-by .metadata.name --show-labels --all-namespaces=true', 'pods'],
  ['kubectl get pods -n shop; kubectl get cm -n web', null],
  ['kubectl get pods -n shop; kubectl get pods', null],
  [':rollout po x', null],
  [':po,cm', null],
  ['kubectl get deploy cart -o yaml', 'deployments.apps/shop/cart/yaml'],
  [':get po -n web', 'pods?ns=web'],
  [':get po -l app=x', 'pods?ns=shop&l=app%3Dx'],
  [':ev', 'events?ns=shop'],
  [':ns', 'namespaces'],
  [':ns web', 'pods?ns=web'],
  [
    ':logs deploy/cart -f -c app --tail 50',
    'deployments.apps/shop/cart/logs?follow=1&container=app&tail=50',
  ],
  [':logs cart-1', 'pods/shop/cart-1/logs'],
  [':logs cart-1 /timeout -healthz', 'pods/shop/cart-1/logs?q=timeout%20-healthz'],
  [
    'kubectl logs deploy/cart --since=10m | grep -i "time out" |grep -v healthz',
    'deployments.apps/shop/cart/logs?since=10m&q=%22time%20out%22%20-healthz',
  ],
  [":logs cart-1 | grep 'cart|web'", 'pods/shop/cart-1/logs?q=%2Fcart%7Cweb%2F'],
  [':logs cart-1 | wc -l', null],
  [':logs cart-1 | grep a b', null],
  ['kubectl get po | grep Crash', null],
  [':yaml cm cart', 'configmaps/shop/cart/yaml'],
  [':search cart', 'search?q=cart'],
  [':pins', 'go/pins'],
  [':help', 'go'],
  [':a"b', null],
  [':po @nowhere', null],
  [':po -x', null],
  [':po -n', null],
  [':po web cart', null],
  [':logs', null],
  [':', null],
  [':-A', null],
])('%s', (typed, path) => {
  if (path === null) expect(() => leadOf(typed, around)).toThrow(Unclear)
  else
    expect(leadOf(typed, around).href).toBe(`/a/c/here${path.startsWith('?') ? path : `/${path}`}`)
})

test('on a list its own address goes along where its kind stays', () => {
  expect(hrefOf(':ns web', list)).toBe('/a/c/here/pods?q=cart&sort=age&ns=web')
  expect(hrefOf(':/mail', list)).toBe('/a/c/here/pods?q=mail&sort=age&ns=shop')
  expect(hrefOf(':-A', list)).toBe('/a/c/here/pods?q=cart&sort=age')
  expect(hrefOf(':logs', list)).toBe('/a/c/here/pods/logs?ns=shop&match=cart')
  const narrowed = { ...list, query: { ...list.query, status: 'failing', l: 'app=cart' } }
  expect(hrefOf(':logs --since=5m /timeout', narrowed)).toBe(
    '/a/c/here/pods/logs?ns=shop&l=app%3Dcart&status=failing&match=cart&since=5m&q=timeout',
  )
})

test('at an object its own parts', () => {
  expect(hrefOf(':logs -p', at)).toBe('/a/c/here/deployments.apps/shop/cart/logs?previous=1')
  expect(hrefOf(':yaml', at)).toBe('/a/c/here/deployments.apps/shop/cart/yaml')
})

test('another cluster reads the command itself', () => {
  expect(hrefOf(':deploy -n web @prod', around)).toBe('/a/c/prod/go?q=:deploy%20-n%20web')
  expect(hrefOf(':deploy --context kind-prod', around)).toBe('/a/c/prod/go?q=:deploy')
  expect(hrefOf(':@prod', list)).toBe('/a/c/prod/pods?q=cart&sort=age&ns=shop')
  expect(hrefOf(':ctx prod', around)).toBe('/a/c/prod')
  expect(hrefOf(':ctx', around)).toBe('/a/')
})

function wrongIn(typed: string) {
  try {
    return leadOf(typed, around).href
  } catch (error) {
    if (!(error instanceof Unclear)) throw error
    const part = typed.slice(error.at.from, error.at.to)
    return [part, error.meant.length > 0 ? error.meant : error.message]
  }
}

test('what is wrong is marked where it stands, with what may have been meant', () => {
  expect(wrongIn(':deplyoments')).toEqual(['deplyoments', ['deployments']])
  expect(wrongIn(' :po -n web --wide')).toEqual(['--wide', expect.stringContaining('no option')])
  expect(wrongIn(':po web cart')).toEqual(['cart', expect.stringContaining('/cart')])
  expect(wrongIn(':po @xy')).toEqual(['@xy', expect.stringContaining('prod')])
})

const names = ['shop', 'web', 'shipping']
const of = (typed: string) => offers(typed, halfOf(typed), around, names).map(({ text }) => text)

describe('what is offered', () => {
  test('kinds by any of their names, the short one first', () => {
    expect(of(':po')[0]).toBe('pods')
    expect(of(':dep')).toContain('deployments')
    expect(of(':cm')[0]).toBe('configmaps')
    expect(of(':log')).toContain('logs')
    expect(of('kubectl get conf')).toContain('configmaps')
  })

  test('namespaces, clusters, objects where they may stand', () => {
    expect(of(':po -n sh')).toEqual(['shop', 'shipping'])
    expect(of(':po sh')).toEqual(['shop', 'shipping'])
    expect(of(':po @')).toEqual(['@here', '@prod'])
    expect(of(':ctx pr')).toEqual(['prod'])
    expect(of(':logs deplo')).toEqual(['deployments/'])
    expect(of(':po /sh')).toEqual([])
  })

  test('put in its place, with what stands behind', () => {
    const [first] = offers(':po -n sh /cart', halfOf(':po -n sh'), around, ['shop'])
    expect(first).toMatchObject({ q: ':po -n shop /cart', at: ':po -n shop'.length })
    expect(offers('dep', halfOf('dep'), around, [])[0]?.q).toBe(':deployments ')
  })
})
