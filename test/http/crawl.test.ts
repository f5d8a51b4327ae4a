/** Every link of the demo leads somewhere: followed from the first page until there is no new one. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'

let program: Program
beforeAll(async () => {
  program = await portlight(['--demo', '--base-path=/a/b'])
})
afterAll(() => program?.stop())

/** One address of those that differ in the values of their query alone, save for the objects they lead to; what a log is narrowed to, once for each kind; so are a list's other forms, however it is narrowed. */
function sort(path: string): string {
  const { pathname, searchParams } = new URL(path, program.address)
  const as = searchParams.get('as')
  const names = as === null ? [...searchParams.keys()].toSorted().join('&') : 'as'
  const narrowed = names !== '' && pathname.endsWith('/logs')
  return `${narrowed ? pathname.replace(/[^/]+\/[^/]+(?=\/logs$)/, 'any') : pathname}?${names}`
}

interface Found {
  readonly path: string
  readonly from: string
}

function links(html: string, at: string): readonly string[] {
  const root = parse(html, { blockTextElements: { script: true, style: true } })
  const take = (selector: string, name: string) =>
    root.querySelectorAll(selector).map((one) => one.getAttribute(name) ?? '')
  return [
    ...take('a[href]:not([rel="noreferrer"])', 'href'),
    ...take('link[href]', 'href'),
    ...take('script[src]', 'src'),
    ...take('[hx-get]', 'hx-get'),
    ...take('form[method="get"]', 'action'),
  ].map((link) => new URL(link, new URL(at, program.address)).href)
}

/** Where a redirect leads. */
const moved = (location: string | undefined): readonly string[] =>
  location === undefined ? [] : [new URL(location, program.address).href]

/** Links to other sites say nothing of where one comes from; those that lead to no site. */
function odd(html: string): readonly string[] {
  const all = parse(html).querySelectorAll('a[rel="noreferrer"]')
  const sites = all.map((one) => one.getAttribute('href') ?? '')
  return sites.filter((link) => !/^https?:\/\/[a-z0-9.-]+(?:\/|$)/.test(link))
}

/**
 * The text of a log that has not begun has the API server's status, and its words; so has the page about
 * fields where the API server says nothing of them, as the demo does.
 */
const unsaid = (body: string) =>
  /^# .* is waiting to start: /.test(body) ||
  body.includes('it serves no OpenAPI v3 document of it')

test('no link is dead, and none leaves the base path or the site unmarked', async () => {
  const waiting: Found[] = [{ path: program.address.pathname, from: 'the start' }]
  const known = new Set([sort(program.address.pathname)])
  const dead: string[] = []
  const outside: string[] = []
  let looked = 0

  async function look({ path, from }: Found): Promise<void> {
    looked += 1
    const { status, headers, body } = await ask(program.address, path)
    if (status >= 400 && !unsaid(body)) dead.push(`${status} ${path} (from ${from})`)
    const html = headers['content-type']?.startsWith('text/html') === true ? body : ''
    outside.push(...odd(html).map((link) => `${link} (on ${path})`))
    for (const link of [...links(html, path), ...moved(headers.location)]) {
      const url = new URL(link)
      if (url.origin !== program.address.origin || !url.pathname.startsWith('/a/b/')) {
        outside.push(`${link} (on ${path})`)
      } else if (!known.has(sort(link)) && url.searchParams.size <= 2) {
        known.add(sort(link))
        waiting.push({ path: url.pathname + url.search, from: path })
      }
    }
  }

  while (waiting.length > 0) await Promise.all(waiting.splice(0, 8).map(look))
  /* A claim of the demo waits for a class that is not there: its link says so, as on a real cluster. */
  const missing = '/a/b/c/demo/storageclasses.storage.k8s.io/-/fast-ssd'
  expect(dead.filter((found) => !found.startsWith(`404 ${missing} `))).toEqual([])
  expect(dead.length).toBe(1)
  expect(outside).toEqual([])
  expect(looked).toBeGreaterThan(300)
  console.log(`the crawler looked at ${looked} addresses`)
}, 300_000)

test('places within a page that are linked to are there', async () => {
  const { body } = await ask(program.address, '/a/b/c/demo/namespaces/-/default/yaml')
  const root = parse(body)
  const within = root
    .querySelectorAll('a[href^="#"]')
    .map((one) => one.getAttribute('href')!.slice(1))
  expect(within.length).toBeGreaterThan(5)
  for (const id of within) expect(root.getElementById(id), id).not.toBeNull()
})
