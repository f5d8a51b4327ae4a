/** A filter that asks for the time of day: its rows come and go as they grow older, though nothing else happens. */
import { get } from 'node:http'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { item } from '../support/api.ts'
import { rowsIn, streamed } from '../support/streamed.ts'
import { type Site, site } from '../support/site.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

/** One namespace, which is always there; none of its age is shown yet, and in a moment it is. */
async function soon(): Promise<string> {
  const { name, creationTimestamp } = (await item('/api/v1/namespaces/default')).metadata
  const age = Math.ceil((Date.now() - Date.parse(creationTimestamp ?? '')) / 1000) + 4
  return `q=${encodeURIComponent(`name=${name} age>=${age}s`)}`
}

/** What a page shows. */
async function shown(): Promise<void> {
  const path = `${on.cluster}/namespaces?${await soon()}`
  const one = await streamed(on.origin, `${path}&watch=`, {}, rowsIn((await on.page(path)).body))
  await one.until(({ rows }) => rows.length === 1)
}

/** What is printed. */
async function printed(): Promise<void> {
  const path = `${on.cluster}/namespaces?${await soon()}&as=tsv&watch=`
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const asked = get(new URL(path, on.origin), { agent: false }, (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.split('\n').filter(Boolean).length > 1) resolve()
    })
    response.on('error', reject)
  })
  asked.on('error', reject)
  onTestFinished(() => void asked.destroy())
  await promise
}

test('a row comes to a page and to lines of text once it is old enough', async () => {
  const both = await Promise.all([shown(), printed()])
  expect(both).toHaveLength(2)
})
