/** What was typed is not lost where a form was sent without a session. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ada, boss, canary, formOf, type House, house, sent, stranger, title } from './house.ts'

describe.each(['', '/a/b'])('at “%s”', (base) => {
  let on: House
  beforeAll(async () => {
    on = await house(base)
  })
  afterAll(() => on?.stop())
  beforeEach(() => on.reset())

  describe('a form that was sent without a session', () => {
    const typed: [string, string][] = [
      ['yaml', 'a: "b"\n  - <c> & \'d\' ü 😀\n'],
      ['finalizer', 'one'],
      ['finalizer', 'two'],
      ['token', 'mine'],
      ['to', '//evil.example'],
      ['kept.x', 'y'],
      ['__proto__', 'z'],
      ['empty', ''],
    ]
    const kept = typed.map(([name, value]) => [`kept.${name}`, value])

    test('keeps what was typed, through a wrong token, until it can be sent again', async () => {
      const path = `${on.cluster}/configmaps/web/cart/edit?x=1`
      const refused = await on.post(path, typed)
      expect([refused.status, title(refused)]).toEqual([401, 'Sign in to shop'])
      expect(formOf(refused)).toEqual({
        action: `${on.cluster}/go/sign-in`,
        fields: [['to', path], ...kept],
      })
      const { action, fields } = formOf(refused)!
      const wrong = await on.post(action, [...fields, ['token', stranger]])
      expect([wrong.status, formOf(wrong)?.fields]).toEqual([401, fields])
      const again = await on.post(action, [...fields, ['token', boss]])
      expect([again.status, title(again)]).toEqual([200, 'You are signed in again'])
      expect(sent(again)).toMatch(/^pl_session\.shop=/)
      expect(formOf(again)).toEqual({ action: path, fields: typed })
      const about = on.door.calls.filter(({ asked }) => /configmaps|cart/.test(asked))
      expect(about).toEqual([])
    })

    test('can only be sent again below the cluster', async () => {
      const fields = { token: boss, to: 'https://evil.example/', 'kept.a': 'b' }
      expect(formOf(await on.post(`${on.cluster}/go/sign-in`, fields))?.action).toBe(on.cluster)
    })

    test('that cannot be read is no failure of ours', async () => {
      const headers = { 'content-type': 'multipart/form-data', 'sec-fetch-site': 'same-origin' }
      const asked = { method: 'POST', headers, body: 'no form' }
      expect((await on.ask(`${on.cluster}/pods`, asked)).status).toBe(401)
      expect((await on.ask(`${on.cluster}/go/sign-in`, asked)).status).toBe(422)
    })
  })

  test('afterwards no token is in anything that was answered, logged or put into an address', () => {
    const tokens = [boss, ada, stranger, canary]
    expect(on.said().length).toBeGreaterThan(10)
    expect(on.said().filter((text) => tokens.some((token) => text.includes(token)))).toEqual([])
  })
})
