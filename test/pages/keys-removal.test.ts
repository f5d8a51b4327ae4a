/** A key that is removed while others write: the one that was looked at goes, and no other value. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { item, patch, pathOf } from '../support/api.ts'
import type { Answered } from '../support/ask.ts'
import { type Fields, fieldsOf, send } from '../support/editing.ts'
import { type Own, ownMap, ownSecret } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'

const canary = 'CANARY-gone-7d20'
let on: Site
let own: Own[] = []
beforeAll(async () => {
  on = await site()
  own = [await ownMap('removal-map'), await ownSecret('removal')]
})
afterAll(async () => {
  await on?.stop()
  for (const each of own) await each.remove()
})

const at = (plural: string, index: number) => {
  const { metadata } = own[index]!.item
  const page = `${on.cluster}/${plural}/${metadata.namespace}/${metadata.name}/keys`
  return { page, path: pathOf(plural, metadata) }
}
const form = (answer: Answered): Fields => fieldsOf(answer, 'form[data-action=keys]')
const asked = async (page: string, key: string) => form(await on.page(`${page}?remove=${key}`))
const alert = ({ body }: Answered) => parse(body).querySelector('[role=alert]')?.text ?? ''
const coded = (text: string) => Buffer.from(text).toString('base64')

test('it goes over what another wrote elsewhere, and not over another value', async () => {
  const { page, path } = at('configmaps', 0)
  await patch(path, { data: { goes: 'one', other: 'a' }, binaryData: { bin: '/wA=' } })
  const [late, bin] = [await asked(page, 'goes'), await asked(page, 'bin')]
  await patch(path, { data: { goes: 'two', other: 'b' } })
  expect((await send(on, page, bin, 'remove')).status).toBe(303)
  const refused = await send(on, page, late, 'remove')
  expect([refused.status, alert(refused)]).toEqual([
    409,
    expect.stringMatching(/^Its value was changed.*nothing was removed/),
  ])
  expect((await item(path)).data).toMatchObject({ goes: 'two' })
  await patch(path, { data: { other: 'c' } })
  expect((await send(on, page, form(refused), 'remove')).status).toBe(303)
  const left = await item(path)
  expect(left.data).toMatchObject({ other: 'c' })
  expect(left.data).not.toHaveProperty('goes')
  expect(left).not.toHaveProperty('binaryData.bin')
})

test('of a Secret that was changed none goes before it is looked at again', async () => {
  const { page, path } = at('secrets', 1)
  await patch(path, { data: { goes: coded(canary), other: coded('a') } })
  const late = await asked(page, 'goes')
  await patch(path, { data: { other: coded('b') } })
  const refused = await send(on, page, late, 'remove')
  expect([refused.status, alert(refused)]).toEqual([
    409,
    expect.stringMatching(/perhaps this key too: nothing was removed/),
  ])
  expect(alert(refused)).not.toContain('What you typed')
  expect(refused.body).not.toContain(canary)
  expect((await send(on, page, form(refused), 'remove')).status).toBe(303)
  expect((await item(path)).data).not.toHaveProperty('goes')
})
