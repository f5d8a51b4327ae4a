/** Applying as people who sign in: only for whom the API server knows. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { boss, type House, house } from './house.ts'

let on: House
beforeAll(async () => {
  on = await house()
})
afterAll(() => on?.stop())
beforeEach(() => on.reset())

const apply = (token: string, fields: Record<string, string>) =>
  on.post(`${on.cluster}/apply`, { step: 'apply', ...fields }, { authorization: `Bearer ${token}` })

test('the text of somebody unknown is not taken apart', async () => {
  const text = 'kind: Pod\n---\n'.repeat(300)
  expect((await apply('made-up-0123', { text })).status).toBe(401)
  expect((await apply(boss, { text })).status).toBe(422)
})
