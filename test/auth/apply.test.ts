/** Applying as people who sign in: only for whom the API server knows, and to each their own outcome. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ada, boss, type House, house } from './house.ts'

let on: House
beforeAll(async () => {
  on = await house()
})
afterAll(() => on?.stop())
beforeEach(() => on.reset())

const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: web\n`
const apply = (token: string, fields: Record<string, string>) =>
  on.post(`${on.cluster}/apply`, { step: 'apply', ...fields }, { authorization: `Bearer ${token}` })

test('the text of somebody unknown is not taken apart', async () => {
  const text = 'kind: Pod\n---\n'.repeat(300)
  expect((await apply('made-up-0123', { text })).status).toBe(401)
  expect((await apply(boss, { text })).status).toBe(422)
})

test('two people who send the same form do not share what comes of it', async () => {
  const sent = { text: map('shared'), once: randomUUID() }
  expect((await apply(boss, sent)).status).toBe(200)
  expect((await apply(ada, sent)).status).toBe(200)
  const writers = on.door.calls
    .filter(({ asked }) => asked.startsWith('PATCH') && asked.includes('/configmaps/shared'))
    .map(({ authorization }) => authorization)
  expect(writers).toEqual([`Bearer ${boss}`, `Bearer ${ada}`])
})
