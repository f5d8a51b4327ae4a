/** What is done to many objects: the form, and its run until it is over. */
import { expect } from 'vitest'
import { create, items, remove } from './api.ts'
import { ownNamespace } from './own.ts'
import type { Page, Site } from './site.ts'
import { targetName } from './target.ts'

/** A namespace in which config maps come and go: on the demo, which is the file’s own, one that is there. */
export const bulkNamespace = (file: string): Promise<string> =>
  targetName === 'demo' ? Promise.resolve('web') : ownNamespace(file)

export const maps = (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps`

/** Config maps of these names, and nothing else of them. */
export async function planted(
  namespace: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const there = await named(namespace, names)
  for (const name of there) await remove(`${maps(namespace)}/${name}`)
  const all: string[] = []
  for (const name of names) {
    const made = await create(maps(namespace), { metadata: { name, namespace }, data: { a: '1' } })
    all.push(lineOf(made as { metadata: { uid: string } }, namespace, name))
  }
  return all
}

/** As a row’s box has it. */
export const lineOf = (
  { metadata }: { readonly metadata: { readonly uid: string } },
  namespace: string,
  name: string,
) => `${metadata.uid} ${namespace}/${name}`

/** Those of these names that are there. */
export async function named(
  namespace: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const all = (await items(maps(namespace))).map(({ metadata }) => metadata.name)
  return all.filter((name) => names.includes(name))
}

export type Wish = readonly (readonly [string, string])[]

const headers = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}

const asked = (wish: Wish, more: Readonly<Record<string, string>>) => ({
  method: 'POST',
  body: new URLSearchParams(
    wish.map(([name, value]) => [name, value] as [string, string]),
  ).toString(),
  headers: { ...headers, ...more },
})

/** Raw, the redirect not followed. */
export const sent = (
  on: Site,
  to: string,
  wish: Wish,
  more: Readonly<Record<string, string>> = {},
) => on.ask(to, asked(wish, { accept: 'text/html', ...more }))

/** A page. */
export const shown = (on: Site, to: string, wish: Wish): Promise<Page> =>
  on.page(to, asked(wish, { accept: 'text/html' }))

/** All that a form would send as it stands, its boxes as they are. */
export const wishOf = (page: Page): Wish => fieldsOf(page, false)

/** The same with all of its boxes ticked. */
export const allOf = (page: Page): Wish => fieldsOf(page, true)

const fieldsOf = ({ html }: Page, all: boolean): Wish =>
  html
    .querySelectorAll('form.many [name]')
    .filter(
      (field) => all || field.getAttribute('type') !== 'checkbox' || field.hasAttribute('checked'),
    )
    .filter((field) => field.tagName !== 'BUTTON' && field.getAttribute('name') !== undefined)
    .map((field) => {
      const [option] = field.querySelectorAll('option[selected]')
      const value = field.getAttribute('value') ?? option?.getAttribute('value') ?? ''
      return [field.getAttribute('name') ?? '', value] as const
    })

/** The same with another value in a field. */
export const instead = (wish: Wish, name: string, value: string): Wish =>
  wish.map((field) => (field[0] === name ? [name, value] : field))

/** `cart Deleted` of each object, once the run is over. */
export async function results(on: Site, at: string): Promise<readonly string[]> {
  let page: Page | null = null
  await expect
    .poll(
      async () => {
        page = await on.page(at)
        return page.html.querySelector('#stream')
      },
      { timeout: 20_000 },
    )
    .toBeNull()
  return rowsOf(page)
}

export const rowsOf = (page: Page | null): readonly string[] =>
  (page?.html.querySelectorAll('#steps > li') ?? []).map((row) => {
    const [name, state, why] = ['.of a', '.is', '.why'].map(
      (part) => row.querySelector(part)?.text.trim() ?? '',
    )
    return [name, state, why].filter(Boolean).join(' ')
  })
