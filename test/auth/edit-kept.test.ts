/** An edit whose session ended: what was typed goes through signing in again, to where it was sent. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { changesOn, fieldsOf } from '../support/editing.ts'
import { boss, formOf, type House, house, sent, title } from './house.ts'

let on: House
beforeAll(async () => {
  on = await house('/a/b')
})
afterAll(() => on?.stop())
beforeEach(() => on.reset())

test('a text sent without a session is looked over after signing in again', async () => {
  const path = `${on.cluster}/configmaps/shop/cart/edit`
  const cookie = await on.enter(boss)
  const fields = fieldsOf(await on.get(path, { cookie }))
  const text = fields['text']!.replace('data:\n', 'data:\n  COLOUR: "blue"   # mine <b>\n')
  const typed = { ...fields, text, step: 'review' }
  on.door.people.delete(boss)
  const refused = await on.post(path, typed, { cookie })
  expect([refused.status, title(refused)]).toEqual([401, 'Sign in to shop'])
  on.door.people.set('another', { username: 'boss@example.org' })
  const { action, fields: kept } = formOf(refused)!
  const again = await on.post(action, [...kept, ['token', 'another']])
  const next = formOf(again)!
  expect(next.action).toBe(path)
  expect(Object.fromEntries(next.fields)).toEqual(typed)
  const review = await on.post(path, next.fields, { cookie: sent(again) })
  expect(review.status).toBe(200)
  expect(changesOn(review)).toEqual(['+  COLOUR: blue'])
  expect(fieldsOf(review)['text']).toBe(text)
})
