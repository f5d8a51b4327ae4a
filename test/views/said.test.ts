/** Where a text may lead out of Portlight: to plain sites only, and marked as such. */
import { expect, test } from 'vitest'
import { urls } from '../../src/urls.ts'
import { render } from '../../src/views.ts'
import { cellOf } from '../../src/views/said.ts'
import { discovery } from '../support/discovered.ts'

const around = { cluster: 'demo', discovery, urls: urls(''), now: new Date('2026-11-25T12:00:00Z') }
const cell = (site: string) => cellOf({ text: 'here', to: { site } }, around)

test.each(['https://shop.example.com/', 'http://shop.example.com/a?b=c'])(
  '%s is a link',
  (site) => {
    expect(cell(site)).toEqual({ text: 'here', href: site, outside: true })
    expect(render('parts/cell', cell(site))).toBe(
      `<a href="${site}" target="_blank" rel="noreferrer">here</a>`,
    )
  },
)

test.each([
  'javascript:alert(1)',
  'data:text/html,hello',
  'https://user@shop.example.com/',
  'https://:word@shop.example.com/',
  'ftp://shop.example.com/',
  '//shop.example.com/',
  '/c/demo/pods',
  'https://',
])('%s is none', (site) => {
  expect(cell(site)).toEqual({ text: 'here' })
})

test('a link inside stays in the page', () => {
  const inside = cellOf({ text: 'mast-1', to: { resource: 'nodes', name: 'mast-1' } }, around)
  expect(render('parts/cell', inside)).toBe('<a href="/c/demo/nodes/-/mast-1">mast-1</a>')
})
