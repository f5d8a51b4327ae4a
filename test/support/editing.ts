/** The forms of an edit, filled in and sent as a browser does it. */
import type { HTMLElement } from 'node-html-parser'
import { parse } from 'node-html-parser'
import { expect } from 'vitest'
import type { Answered } from './ask.ts'
import type { Page, Site } from './site.ts'

export type Fields = Readonly<Record<string, string>>

/** What the form of a page would send, its text areas too. */
export function fieldsOf({ body }: Pick<Answered, 'body'>, form = 'form.edit'): Fields {
  const html = parse(body)
  const hidden = html
    .querySelectorAll(`main ${form} input[type="hidden"]`)
    .map((one) => [one.getAttribute('name') ?? '', one.getAttribute('value') ?? ''])
  const areas = html
    .querySelectorAll(`main ${form} textarea`)
    .map((one) => [one.getAttribute('name') ?? '', areaOf(one)])
  return Object.fromEntries([...hidden, ...areas])
}

/** A browser takes away one line end at the start. */
const areaOf = (area: HTMLElement) => area.textContent.replace(/^\n/, '')

/** Sends line ends as browsers do. */
export async function send(
  on: Site,
  path: string,
  fields: Fields,
  step: string,
): Promise<Answered> {
  const mark = '----portlight-test'
  const all = Object.entries({ ...fields, step })
  const parts = all.map(([name, value]) => {
    const sent = value.replaceAll(/\r?\n/g, '\r\n')
    return `--${mark}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${sent}\r\n`
  })
  return on.ask(path, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${mark}`,
      'sec-fetch-site': 'same-origin',
    },
    body: `${parts.join('')}--${mark}--\r\n`,
  })
}

/** The lines that a page says will change: `+  mode: "0644"`. */
export function changesOn({ body }: Pick<Answered, 'body'>): readonly string[] {
  return parse(body)
    .querySelectorAll('.diff tr')
    .map((row) => row.querySelectorAll('td').map((cell) => cell.textContent))
    .filter(([, , sign]) => sign !== '')
    .map(([, , sign, text = '']) => `${sign}${text}`)
}

export const said = (page: Pick<Answered, 'body'>): string =>
  parse(page.body)
    .querySelectorAll('main .note, main .said')
    .map((note) => note.textContent)
    .join('\n')

/** Where a save leads, and what the page there says of it: once. */
export async function landed(on: Site, done: Answered): Promise<{ to: string; did: string }> {
  expect(done.status).toBe(303)
  const to = done.headers.location ?? ''
  const cookie = String(done.headers['set-cookie']).split(';')[0] ?? ''
  const page = await on.page(to, { headers: { cookie } })
  expect(String(page.headers['set-cookie'])).toContain('pl_done=;')
  return { to, did: page.html.querySelector('.did')?.text ?? '' }
}

/** Whether the page that a save leads to says that another's change was kept. */
export const isMerged = async (on: Site, done: Answered): Promise<boolean> =>
  (await landed(on, done)).did.includes('Another changed it')

export const heading = ({ html }: Pick<Page, 'html'>): string =>
  html.querySelector('main h1')?.textContent ?? ''
