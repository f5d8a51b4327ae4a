/** The answer to a write is lost: it is not sent again, and the page says that it does not know and how to see. */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { create, item, remove } from '../support/api.ts'
import { changesOn, fieldsOf, heading, said, send } from '../support/editing.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let ns = 'shop'
/** How the calls begin whose answers are lost. */
let lost: RegExp | null = null
beforeAll(async () => {
  on = await site({ noting: true, loses: (call) => lost?.test(call) === true })
  if (targetName === 'real') ns = await ownNamespace('answer-lost')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})
beforeEach(() => {
  lost = null
})

const folder = () => `/api/v1/namespaces/${ns}/configmaps`
const edits = needs('update', 'create')
const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`
const storing = /^PUT (?!.*dryRun)/
const trying = /^PUT .*dryRun/

edits('an edit may be saved or not: its text stays, and a look tells', async () => {
  await create(folder(), { metadata: { name: 'lost' }, data: { colour: 'red' } })
  const path = `${on.cluster}/configmaps/${ns}/lost/edit`
  const fields = fieldsOf(await on.page(path))
  const typed = { ...fields, text: fields['text']!.replace('colour: red', 'colour: blue # mine') }
  lost = storing
  const page = await on.page(path, sentAs(typed, 'save'))
  expect([page.status, heading(page)]).toEqual([
    504,
    'It is not known whether this was saved: lost',
  ])
  expect(said(page)).toContain('It is not sent again by itself')
  expect(page.html.querySelector('main textarea')?.textContent.trim()).toBe(typed.text.trim())
  expect(page.html.querySelector('.ways a')?.getAttribute('href')).toBe(
    path.replace(/edit$/, 'yaml'),
  )
  expect(on.asked.filter((call) => storing.test(call))).toHaveLength(1)
  expect((await item(`${folder()}/lost`)).data).toEqual({ colour: 'blue' })
  lost = null
  const again = await send(on, path, fieldsOf(page), 'review')
  expect(said(again)).toContain('Nothing changes')
  expect(changesOn(again)).toEqual([])
  await remove(`${folder()}/lost`)
})

edits('a look over that is not answered leaves nothing unknown', async () => {
  await create(folder(), { metadata: { name: 'tried' }, data: { colour: 'red' } })
  const path = `${on.cluster}/configmaps/${ns}/tried/edit`
  const fields = fieldsOf(await on.page(path))
  const typed = { ...fields, text: fields['text']!.replace('colour: red', 'colour: blue') }
  lost = trying
  const page = await on.page(path, sentAs(typed, 'review'))
  expect(page.status).toBe(502)
  expect(page.body).not.toContain('It is not known')
  expect(fieldsOf(page)).toEqual(typed)
  await remove(`${folder()}/tried`)
})

needs('apply')('of what is applied the next is not sent', async () => {
  lost = /^PATCH .*\/first\?/
  const page = await on.page(`${on.cluster}/apply`, {
    method: 'POST',
    headers: form,
    body: new URLSearchParams({
      step: 'apply',
      ns,
      text: `${map('first')}---\n${map('next')}`,
    }).toString(),
  })
  const words = page.html
    .querySelectorAll('.results li')
    .map((one) => `${one.querySelector('.s')?.text}: ${one.querySelector('b')?.text}`)
  expect(words).toEqual(['ConfigMap first: not known', 'ConfigMap next: not sent'])
  expect((await item(`${folder()}/first`)).metadata.name).toBe('first')
  await expect(item(`${folder()}/next`)).rejects.toThrow('404')
  await remove(`${folder()}/first`)
})

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}
const sentAs = (fields: Readonly<Record<string, string>>, step: string) => ({
  method: 'POST',
  headers: form,
  body: new URLSearchParams({ ...fields, step }).toString(),
})
