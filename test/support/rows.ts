/** What a list's page shows, read back from its HTML. */
import type { HTMLElement } from 'node-html-parser'
import type { Page } from './site.ts'

export const rows = ({ html }: Page): readonly HTMLElement[] =>
  html.querySelectorAll('tbody#rows > tr')

export const keys = (page: Page): readonly string[] =>
  rows(page).map((row) => row.getAttribute('data-key') ?? '')

/** A cell's words as they are read. */
export const text = (row: HTMLElement, column: string): string =>
  row.querySelector(`td[data-col="${column}"]`)?.text.trim() ?? ''

export const total = ({ html }: Page): number =>
  Number(html.querySelector('table')?.getAttribute('data-total'))

/** What was left out of the address, and why: `page: “0” is not …`. */
export const wrong = ({ html }: Page): readonly string[] =>
  html.querySelectorAll('main [role="alert"]').map((one) => one.text)
