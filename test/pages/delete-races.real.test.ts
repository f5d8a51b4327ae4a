/** What is deleted is what was seen: others delete it and put another in its place at the same time. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, item, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'

/** Races; a hundred where nobody wants more. */
const races = Number(process.env['PORTLIGHT_TEST_RACES'] ?? 100)
let on: Site
let ns: string
beforeAll(async () => {
  on = await site()
  ns = await ownNamespace('delete-races')
})
afterAll(async () => {
  await on?.stop()
  await removeNamespaces(ns)
})

const headers = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}
const maps = () => `/api/v1/namespaces/${ns}/configmaps`
const uidAt = async (name: string) => (await item(`${maps()}/${name}`)).metadata.uid

function deleted(name: string, uid: string) {
  const body = new URLSearchParams({ uid, propagation: 'Background' }).toString()
  const path = `${on.cluster}/configmaps/${ns}/${name}/deletion`
  return on.ask(path, { method: 'POST', headers, body })
}

/** Somebody else's: away, and another in its place. */
async function replaced(name: string): Promise<string> {
  await remove(`${maps()}/${name}`).catch(() => {})
  await create(maps(), { metadata: { name } }).catch(() => {})
  return uidAt(name)
}

test(
  'of those that are replaced while they are deleted none is another than the one that was seen',
  async () => {
    const came = { took: 0, refused: 0 }
    for (let at = 0; at < races; at += 1) {
      const name = `race-${at % 7}`
      await create(maps(), { metadata: { name } }).catch(() => {})
      const seen = await uidAt(name)
      const [answer, next] = await Promise.all([deleted(name, seen), replaced(name)])
      if (next === seen) continue
      expect([303, 404, 409]).toContain(answer.status)
      came[answer.status === 303 ? 'took' : 'refused'] += 1
      // The one that nobody saw is there still.
      expect(await uidAt(name)).toBe(next)
      // Also for who comes much later with the form of before.
      expect((await deleted(name, seen)).status).toBe(409)
      expect(await uidAt(name)).toBe(next)
    }
    expect(came.took + came.refused).toBeGreaterThan(races / 2)
    console.log(`${came.took} took what was seen, ${came.refused} were told`)
  },
  30_000 + races * 1000,
)
