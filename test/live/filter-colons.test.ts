/** What holds a colon: a field, a text that holds one, or a slip that is marked with what was meant. */
import { describe, expect, test } from 'vitest'
import { filter } from '../../src/live/filter.ts'
import { every, finding, over as named, type Pod, pods } from '../support/filtered.ts'

const over = { ...named, beyond: ({ images }: Pod) => `${images.join('\n')}\n10.0.0.9:8080` }
const found = finding(over)

describe('a text that holds a colon is looked for in name, images and columns', () => {
  test.each([
    ['nginx:1.27', 'cart-1 API a:b'],
    ['-nginx:1.27', 'cart-2'],
    ['redis:7', 'cart-2'],
    ['redis:7 NGINX:1', 'cart-2'],
    ['redis:latest', ''],
    ['10.0.0.9:8080', every],
    ['localhost:8080', ''],
    ['fe80::1', ''],
    ['http://example.com/x', ''],
    ['registry:5000/nginx:1', ''],
    ['system:node:worker-1', ''],
    ['sha256:0123456789abcdef', ''],
    ['"nginx:1.27"', 'cart-1 API a:b'],
    ['"a:b"', 'a:b'],
    ['"restarts:12"', ''],
    ['nginx', ''],
  ])('%j finds: %s', (typed, names) => {
    expect(found(typed)).toBe(names)
  })
})

describe('a field that is not there is marked where it stands, with what there is', () => {
  test.each([
    ['web foo:bar', 4, 'foo:bar', /no field foo here\. .* Fields: restarts, age, image, node/],
    ['foo:bar', 0, 'foo:bar', /label:foo:bar\. As a text: "foo:bar"\. Fields: /],
    ['-foo:bar', 0, '-foo:bar', /label:foo:bar/],
    ['foo:', 0, 'foo:', /no field foo/],
    ['nod:worker-1', 0, 'nod:worker-1', /Did you mean node:worker-1\?/],
    ['restart:5', 0, 'restart:5', /Did you mean restarts:5\?/],
    ['images:nginx/x', 0, 'images:nginx/x', /Did you mean image:nginx\/x\?/],
    ['lable:team=x', 0, 'lable:team=x', /Did you mean label:team=x\?/],
    ['staus=failing', 0, 'staus=failing', /Did you mean status=failing\? Fields: /],
    ['ag>1h', 0, 'ag>1h', /Did you mean age>1h\? Fields: /],
    ['team=api', 0, 'team=api', /label:team=api\. Fields: /],
    ['foo:"a b"', 0, 'foo:"a b"', /no field foo/],
  ])('%j at %i: %s', (typed, from, text, why) => {
    const { wrong, matches } = filter(typed, over)
    expect(wrong).toEqual([{ from, to: from + text.length, text, why: expect.stringMatching(why) }])
    expect(pods.some(matches)).toBe(true)
  })
})

test('where names may hold colons anything that is no field is a word', () => {
  const { matches, wrong, unknown } = filter('a:b', named)
  expect([wrong, unknown]).toEqual([[], ['a']])
  expect(pods.filter(matches).map(({ name }) => name)).toEqual(['shop/a:b'])
})

describe('what kubectl and others write is marked, with what may have been meant', () => {
  test.each([
    ['web !cart', 4, '!cart', /Did you mean -cart\? As a text: "!cart"\./, '-cart'],
    ['!status:ok', 0, '!status:ok', /Did you mean -status:ok\?/, '-status:ok'],
    ['-l app=x', 0, '-l app=x', /Did you mean label:app=x\?/, 'label:app=x'],
    [
      'a -l app==x,!tier,b!=c d',
      2,
      '-l app==x,!tier,b!=c',
      /label:app=x -label:tier label:b!=c\?/,
      'label:app=x -label:tier label:b!=c',
    ],
    ['-n shop', 0, '-n shop', /Did you mean ns=shop\?/, 'ns=shop'],
  ])('%j', (typed, from, text, why, meant) => {
    const { wrong } = filter(typed, over)
    expect(wrong).toEqual([
      { from, to: from + text.length, text, why: expect.stringMatching(why) as string, meant },
    ])
  })

  test('and what it may become, or what stands in quotes, is as it was', () => {
    for (const typed of ['-l', '-n', '!', '"!cart"', '-"l" app', '-live cart'])
      expect(filter(typed, over).wrong, typed).toEqual([])
    expect(filter('!cart', named).wrong).toEqual([])
  })
})
