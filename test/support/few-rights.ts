/** What is planted and looked for where people have few rights. */
import { expect } from 'vitest'
import { items } from './api.ts'
import type { Page } from './site.ts'
import { needs } from './target.ts'

/** `bea` may view in web, `ada` edit in shop and web; each name here is one that an administrator configured. */
export const configured = 'kube-system,shop,payroll-eu,web,default,kube-public'

export const few = needs('people', 'rules-review')

export const said = ({ html }: Page) => html.querySelector('main')!.text.replaceAll(/\s+/g, ' ')

/** Keys of the objects at a path, of which some are theirs. */
export const mine = async (plural: string, of: RegExp) =>
  (await items(plural))
    .map(({ metadata: { namespace = '', name } }) => `${namespace}/${name}`)
    .filter((key) => of.test(key))

/** No answer to bea names a namespace in which they may do nothing. */
export function nothingElse(body: string): void {
  expect(body).not.toMatch(/kube-system|kube-public|payroll/)
  // An image may be called so as well: addresses and the picker are looked at.
  expect(body).not.toMatch(/ns=[^"&]*\b(shop|default)\b|value="(shop|default)"/)
  expect(body).not.toMatch(/data-key="(shop|default)\/|href="\/c\/[^"]*\/(shop|default)\//)
}
