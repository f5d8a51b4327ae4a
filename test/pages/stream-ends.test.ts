/** How a list's stream begins and ends where something is odd about it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portlight } from '../support/program.ts'
import { type Site, site } from '../support/site.ts'
import { live, streamed } from '../support/streamed.ts'
import { needs } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

test('HEAD of a stream is answered and done', async () => {
  const answer = await on.ask(`${on.cluster}/configmaps?watch=`, { method: 'HEAD' })
  expect(answer).toMatchObject({ status: 200, body: '' })
  expect(answer.headers['content-type']).toMatch(/^text\/event-stream/)
})

test('a resource that is not there, or cannot be listed, is an error page, not a stream', async () => {
  expect((await on.page(`${on.cluster}/gizmos?watch=`)).status).toBe(404)
  expect(
    (await on.page(`${on.cluster}/selfsubjectaccessreviews.authorization.k8s.io?watch=`)).status,
  ).toBe(404)
})

test('a namespace that is taken twice, or garbage in the address, does no harm', async () => {
  const one = await streamed(
    on.origin,
    `${on.cluster}/configmaps?ns=web,web&page=x&sort=%00&watch=`,
  )
  await one.until(live)
  expect(new Set(one.rows).size).toBe(one.rows.length)
})

needs('people')('who may not list is told so by the stream’s last word', async () => {
  const one = await streamed(on.origin, `${on.base}/c/nobody/configmaps?watch=`)
  await one.over
  expect(one.said.at(-1)).toMatchObject({ event: 'end', data: 'no longer allowed' })
  expect(one.rows).toEqual([])
})

needs('people')('what one may list but not watch is read from time to time', async () => {
  const one = await streamed(on.origin, `${on.base}/c/tim/configmaps?ns=web&watch=`)
  await one.until(({ around }) => (around.get('#live') ?? '').includes('read every 30 s'))
  expect(one.rows.length).toBeGreaterThan(0)
  const none = await streamed(on.origin, `${on.base}/c/tim/configmaps?ns=shop&watch=`)
  await none.over
  expect(none.said.at(-1)).toMatchObject({ event: 'end', data: 'no longer allowed' })
})

test('a process that is asked to end ends its streams and itself', async () => {
  const program = await portlight(['--demo'])
  const one = await streamed(program.address.origin, '/c/demo/pods?watch=')
  await one.until(live)
  const code = program.end()
  await one.over
  expect(await code).toBe(0)
  expect(one.said.map(({ event }) => event)).not.toContain('end')
})

needs('unwatched')(
  'what the API server does not watch is read from time to time, and says so',
  async () => {
    const one = await streamed(on.origin, `${on.cluster}/componentstatuses?watch=`)
    await one.until(({ around }) => (around.get('#live') ?? '').includes('read every 30 s'))
    expect(one.around.get('#live')).toContain('data-live="paged"')
    expect(one.rows.length).toBeGreaterThan(0)
  },
)

test('25 namespaces are live', async () => {
  const many = Array.from({ length: 24 }, (_, at) => `none-${at}`)
  const one = await streamed(on.origin, `${on.cluster}/configmaps?ns=web,${many.join()}&watch=`)
  await one.until(live)
  expect(one.rows.length).toBeGreaterThan(0)
})

test('more than 25 namespaces are read from time to time, and the mark says so', async () => {
  const many = Array.from({ length: 25 }, (_, at) => `none-${at}`)
  const one = await streamed(on.origin, `${on.cluster}/configmaps?ns=web,${many.join()}&watch=`)
  await one.until(({ around }) => (around.get('#live') ?? '').includes('read every 30 s'))
  expect(one.rows.length).toBeGreaterThan(0)
})
