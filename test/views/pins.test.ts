/** Pinned lists: what a cookie may say, and what it may not. */
import { describe, expect, test } from 'vitest'
import { urls } from '../../src/urls.ts'
import { listOf, nameOf, readPins, usualName, writePins } from '../../src/views/pins.ts'

const here = urls('/a/b')
const cookie = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const read = (value: unknown) => [...readPins(cookie(value), here)]

describe('a list’s address', () => {
  test('is kept in its one spelling, without its page', () => {
    expect(listOf('pods', here)).toBe('pods')
    expect(listOf('pods?sort=-restarts&q=a%26b&page=7&ns=web,shop&ns=x', here)).toBe(
      'pods?ns=web,shop,x&q=a%26b&sort=-restarts',
    )
    expect(listOf('deployments.apps?l=app%3Dcart', here)).toBe('deployments.apps?l=app%3Dcart')
  })

  test.each([
    '',
    '?ns=shop',
    '/pods',
    '//evil.example/',
    '..',
    'pods/../secrets',
    'https://evil.example',
    'javascript:alert(1)',
    'pods#x',
    'Pods',
    'pods?ns=UPPER',
    'pods?status=odd',
    'pods?page=x',
    'pods\n?ns=shop',
    'p'.repeat(254),
  ])('%j is none', (address) => {
    expect(listOf(address, here)).toBeNull()
  })
})

describe('a cookie', () => {
  test('is read as it was written, cluster by cluster', () => {
    const pins = new Map([
      ['demo', [{ list: 'pods?ns=shop', name: 'Läden ⚓' }]],
      ['prod', [{ list: 'nodes', name: 'Nodes' }]],
    ])
    const written = writePins(pins)
    expect(written).toMatch(/^[\w-]+$/)
    expect([...readPins(written, here)]).toEqual([...pins])
  })

  test.each([
    ['no text', ['demo', 'pods', 7]],
    ['too few', ['demo', 'pods']],
    ['too many', ['demo', 'pods', 'Pods', 'x']],
    ['another address', ['demo', '//evil.example/', 'Pods']],
    ['no cluster', ['../x', 'pods', 'Pods']],
    ['no name', ['demo', 'pods', ' \u202e ']],
    ['no list of texts', { demo: 'pods' }],
  ])('with %s is left out, and the others stay', (_, entry) => {
    const good = ['demo', 'nodes', 'Nodes']
    expect(read([entry, good])).toEqual([['demo', [{ list: 'nodes', name: 'Nodes' }]]])
  })

  test.each(['', 'x', '%00', cookie('pods'), cookie(null), `${cookie([])}=`, 'A'.repeat(1501)])(
    'that reads %j says nothing',
    (text) => {
      expect(readPins(text, here).size).toBe(0)
    },
  )

  test('names a list once, and no more than twelve of a cluster', () => {
    const some = Array.from({ length: 14 }, (_, at) => ['demo', `pods?ns=n${at}`, `N${at}`])
    const [[, pins] = []] = read([['demo', 'pods?ns=n0', 'Other'], ...some])
    expect(pins).toHaveLength(12)
    expect(pins?.[0]).toEqual({ list: 'pods?ns=n0', name: 'Other' })
  })
})

test('a name has no characters that cannot be seen, and sixty at most', () => {
  expect(nameOf(' a\u0000b\u202ec \n')).toBe('abc')
  expect(nameOf('⚓'.repeat(70))).toBe('⚓'.repeat(60))
})

test('a list is called by what it selects', () => {
  expect(usualName('Pod', 'pods', 'pods')).toBe('Pods')
  expect(usualName('Pod', 'pods', 'pods?ns=shop&status=failing&q=cart&sort=-restarts')).toBe(
    'Pods · shop · failing · cart · ↓ restarts',
  )
})
