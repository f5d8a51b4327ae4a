/** What a cookie may say of the dock: everything else is left out. */
import { describe, expect, it, test } from 'vitest'
import { urls } from '../../src/urls.ts'
import {
  keptOf,
  most,
  noDock,
  put,
  readDock,
  showing,
  without,
  writeDock,
} from '../../src/views/dock.ts'
import { dockStrip } from '../../src/views/dock-strip.ts'

const at = urls('/a/b')
const shell = '/a/b/c/prod/pods/shop/cart-0/exec?container=web'
const log = '/a/b/c/prod/deployments.apps/shop/cart/logs?q=order&level=error'
const cookieOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const held = (...entries: unknown[]) => [40, true, 'aaaaaa', entries]
const kept = (address: string) => keptOf(address, at)!
const two = put(put(noDock, kept(shell), 'aaaaaa'), kept(log), 'bbbbbb')

test('what is written is read again', () => {
  const dock = { ...showing(two, 'aaaaaa'), open: false, tall: 62 }
  expect(readDock(writeDock(dock), at)).toEqual(dock)
  expect(writeDock(without(two, () => true))).toBe('')
})

test.each([
  ['nothing', ''],
  ['no cookie of ours', 'a b'],
  ['no JSON', Buffer.from('{').toString('base64url')],
  ['another form', cookieOf({ items: [] })],
  ['a height beyond the window', cookieOf([400, true, '', []])],
  ['a height that is none', cookieOf(['40', true, '', []])],
  ['a name that is a script', cookieOf(held(['"><script>', shell]))],
  [
    'more frames than there may be',
    cookieOf(held(...Array.from({ length: 4 }, () => ['aaaaaa', shell]))),
  ],
  ['a text without end', 'a'.repeat(most.cookie + 1)],
  ['a prototype', cookieOf(JSON.parse('{"__proto__":[40,true,"",[]]}'))],
])('%s is no dock', (_, cookie) => {
  expect(readDock(cookie, at)).toEqual(noDock)
})

test('one that is not as it should be is left out, and the others stay', () => {
  const cookie = cookieOf(
    held(['cccccc', 'https://evil.example/'], ['aaaaaa', shell], ['aaaaaa', log]),
  )
  expect(readDock(cookie, at).items).toEqual([{ id: 'aaaaaa', ...kept(shell) }])
  const nobody = readDock(cookieOf([40, true, 'zzzzzz', [['aaaaaa', shell]]]), at)
  expect(nobody.shown).toBe('aaaaaa')
})

describe('an address', () => {
  it.each([
    'https://evil.example/a/b/c/prod/pods/shop/cart-0/exec',
    '//evil.example/c/prod/pods/shop/cart-0/exec',
    '/c/prod/pods/shop/cart-0/exec',
    '/a/b/c/prod/pods/shop/cart-0/yaml',
    '/a/b/c/prod/pods/shop/cart-0/exec/..',
    '/a/b/c/../pods/shop/cart-0/exec',
    '/a/b/c/prod/pods/shop/..%2f..%2fsecrets/logs',
    '/a/b/c/prod/pods/-/cart-0/exec',
    '/a/b/c/prod/pods/shop/<b>/exec',
    '/a/b/c/prod/pods/shop/cart-0/exec?container=a%0d%0ab',
    '/a/b/c/prod/pods/shop/cart-0/exec#x',
    '/a/b/c/prod/secrets/shop/cart-0/exec',
    '/a/b/c/prod/pods/shop/cart-0/logs?since=yesterday',
    '/a/b/c/prod/pods/shop/cart-0/logs?level=loud',
    `/a/b/c/prod/pods/shop/cart-0/logs?q=${'a'.repeat(most.letters)}`,
    `/a/b/c/prod/pods/shop/cart-0/logs?q=${'ä'.repeat(200)}`,
    'javascript:alert(1)',
  ])('%s is not kept', (address) => {
    expect(keptOf(address, at)).toBeNull()
  })

  it('is spelled again from what it names, and a command that it brings is none', () => {
    expect(kept(`${shell}&command=rm%20-rf&embed=1&x=y`).address).toBe(shell)
    expect(kept(`${log}&at=2026-11-22T12:00:00Z&previous=1&to=2026-11-22T13:00:00Z`).address).toBe(
      log,
    )
  })
})

test('the same log is followed once, a shell may be there twice; what is new is seen', () => {
  const again = put(put(two, kept(log), 'cccccc'), kept(shell), 'dddddd')
  expect(again.items.map(({ id }) => id)).toEqual(['aaaaaa', 'bbbbbb', 'dddddd'])
  expect(again.shown).toBe('dddddd')
  expect(put({ ...two, shown: 'aaaaaa', open: false }, kept(log), 'x')).toMatchObject({
    shown: 'bbbbbb',
    open: true,
  })
  expect(without(two, ({ id }) => id === 'bbbbbb').shown).toBe('aaaaaa')
})

test('its strip has addresses of ours alone, and leaves out what is of no cluster', () => {
  const mark = { colour: '', production: false } as const
  const around = {
    urls: at,
    assets: { css: '', js: '' },
    clusters: [{ name: 'prod', title: 'prod <eu>', ...mark }],
  }
  expect(dockStrip(two, around)?.tabs).toEqual([
    {
      id: 'aaaaaa',
      sort: 'Shell',
      name: 'cart-0',
      of: 'web',
      cluster: '',
      mark,
      title: 'Shell: shop/cart-0 · web in prod <eu>',
      src: `${shell}&embed=1`,
      href: shell,
      shown: false,
    },
    expect.objectContaining({ sort: 'Log', of: 'order', src: `${log}&embed=1`, shown: true }),
  ])
  expect(dockStrip(two, { ...around, clusters: [] })).toBeNull()
})

test('shells in the same container are told apart', () => {
  const dock = put(put(two, kept(shell), 'cccccc'), kept(shell), 'dddddd')
  const clusters = [{ name: 'prod', title: 'prod', colour: '', production: false } as const]
  const strip = dockStrip(dock, { urls: at, assets: { css: '', js: '' }, clusters })
  expect(strip?.tabs.map(({ name }) => name)).toEqual([
    'cart-0',
    'cart',
    'cart-0 (2)',
    'cart-0 (3)',
  ])
})
