/** Links of a list's cells, and the lists that they lead to. */
import type { HTMLElement } from 'node-html-parser'
import { expect } from 'vitest'
import { wrong } from './rows.ts'
import type { Page, Site } from './site.ts'

export const hrefOf = (row: HTMLElement, column: string): string =>
  row.querySelector(`td[data-col="${column}"] a`)?.getAttribute('href') ?? ''
export const keyOf = (row: HTMLElement): string => row.getAttribute('data-key') ?? ''

/** All of a list, followed to its end. */
export async function led(on: Site, href: string): Promise<Page> {
  const url = new URL(href, on.origin)
  url.searchParams.set('size', '500')
  const page = await on.page(url.pathname + url.search)
  expect([page.status, wrong(page)], href).toEqual([200, []])
  return page
}

/** Words and address of each link there. */
export const linksIn = ({ html }: Page, selector: string) =>
  html
    .querySelectorAll(`${selector} a`)
    .map((link) => [
      link.text.replaceAll(/\s+/g, ' ').trim(),
      (link.getAttribute('href') ?? '').replaceAll('&amp;', '&'),
    ])
