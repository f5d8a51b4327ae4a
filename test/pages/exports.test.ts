/** The ways out that a list's page offers lead out, and are about what the page shows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keys } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { steadily } from '../support/steadily.ts'
import { needs } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const links = ({ html }: Page) =>
  html.querySelectorAll('.out a').map((link) => ({
    form: link.text,
    row: link.parentNode?.querySelector('span')?.text ?? '',
    href: link.getAttribute('href') ?? '',
  }))
const types: Readonly<Record<string, string>> = {
  JSON: 'application/json',
  YAML: 'text/plain',
  TSV: 'text/tab-separated-values',
  Text: 'text/plain',
  Markdown: 'text/markdown',
}

test.each(['pods?size=5', 'pods?q=a&sort=-age&size=4&page=2', 'pods?ns=web,shop&size=9', 'nodes'])(
  '%s',
  (view) =>
    steadily(async () => {
      const page = await on.page(`${on.cluster}/${view}`)
      const all = links(page)
      expect([5, 10]).toContain(all.length)
      for (const { form, href } of all) {
        const { status, headers, body } = await on.ask(href)
        expect([status, headers['content-type']], href).toEqual([
          200,
          `${types[form]}; charset=utf-8`,
        ])
        for (const key of keys(page)) expect(body, href).toContain(key.slice(key.indexOf('/') + 1))
      }
      const json = all.find(({ form, row }) => form === 'JSON' && row === 'This page')!
      const list = JSON.parse((await on.ask(json.href)).body) as { items: unknown[] }
      expect(list.items).toHaveLength(keys(page).length)
    }),
)

needs('people', 'rules-review')(
  'what is narrowed to the namespaces of a person goes out with their names',
  async () => {
    const few = await site({ args: ['--namespaces=shop,web,default'] })
    try {
      const page = await few.page(`${few.base}/c/bea/pods`)
      for (const { href } of links(page)) {
        expect(href).toContain('ns=')
        expect((await few.ask(href)).status, href).toBe(200)
      }
      expect(links(page).length).toBeGreaterThan(4)
    } finally {
      await few.stop()
    }
  },
)

test('a command follows the list in a terminal', async () => {
  const page = await on.page(`${on.cluster}/pods?q=a&size=5`, { headers: { host: 'localhost' } })
  expect(page.html.querySelector('.out code')?.text).toBe(
    `curl -N 'http://localhost${on.cluster}/pods?q=a&size=5&watch='`,
  )
})
