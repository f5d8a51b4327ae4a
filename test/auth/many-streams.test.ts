/** One person's live pages are as many as they need, and no more: what is beyond says so, and nobody else notices. */
import { type ClientRequest, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { streamed } from '../support/streamed.ts'
import { boss, type House, house, sent } from './house.ts'

const [many, other] = [1000, 'other-token-of-boss']
const full = '1,000 pages of yours are live already. Close some, then load this one anew'

let on: House
beforeAll(async () => {
  on = await house()
  on.reset()
  on.door.people.set(other, { username: 'boss@example.org' })
})
afterAll(() => on?.stop())

const bearer = (token: string, accept = 'text/event-stream') => ({
  authorization: `Bearer ${token}`,
  accept,
})
const path = '/c/shop/nodes?watch='
const watch = (token: string, below = path) =>
  streamed(on.program.address.origin, below, bearer(token))

/** Resolves with the stream once it has said something. */
const live = () =>
  new Promise<ClientRequest>((resolve, reject) => {
    const asked = request(new URL(path, on.program.address), {
      headers: bearer(boss),
      agent: false,
    })
    asked.once('response', (answer) => answer.once('data', () => resolve(asked)).resume())
    asked.once('error', reject).end()
  })

/** Whether one more is live; one that is told that there are too many ends. */
const comes = async () => {
  const one = await watch(boss)
  return one
    .until(({ rows }) => rows.length > 0)
    .then(
      () => true,
      () => false,
    )
}

test('as many as a person may have, then one is told, and may come once another has gone', async () => {
  const all: ClientRequest[] = []
  while (all.length < many) all.push(...(await Promise.all(Array.from({ length: 50 }, live))))
  expect(await comes()).toBe(false)
  const more = await watch(boss)
  await more.over
  expect([more.status, more.said]).toMatchObject([
    200,
    [{ event: 'hello' }, { event: 'end', data: full }],
  ])
  const { body } = await on.get(path, bearer(boss, '*/*'))
  expect(body).toBe(`# ${full}\n`)
  const json = await on.get(path, bearer(boss, 'application/json'))
  expect(JSON.parse(json.body)).toMatchObject({ type: 'ERROR', object: { message: full } })
  // The page itself is there, by whatever way the same token comes; another one has its own.
  const cookie = sent(await on.post('/c/shop/go/sign-in', { token: boss }))
  expect((await on.get('/c/shop/nodes', { cookie })).status).toBe(200)
  const beside = await watch(other)
  await beside.until(({ rows }) => rows.length > 0)
  all.pop()?.destroy()
  // It goes once the server has noticed.
  await expect.poll(comes).toBe(true)
  for (const one of all) one.destroy()
})
