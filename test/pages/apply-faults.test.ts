/** What the API server finds wrong with a text that is tried: each field of it at its own line. */
import { afterAll, beforeAll, expect } from 'vitest'
import { type Site, site } from '../support/site.ts'
import { needs } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(async () => {
  await on?.stop()
})

const headers = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}
const map = (name: string, data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`

needs('apply', 'strict')('two faults of one document are two lines of it', async () => {
  const text = `${map('fine', '  key: x\n')}---\n${map('two', '  count: 3\n  flag: true\n')}`
  const body = new URLSearchParams({ step: 'review', text, ns: 'default' }).toString()
  const page = await on.page(`${on.cluster}/apply`, { method: 'POST', headers, body })
  const notes = page.html.querySelectorAll('.results p').map((note) => note.text.trim())
  expect([page.status, notes]).toEqual([
    422,
    [
      'data.count: expected a string, got 3 line 13',
      'data.flag: expected a string, got true line 14',
    ],
  ])
  const marked = page.html.querySelectorAll('.gutter b').map((line) => line.text)
  expect(marked).toEqual(['13', '14'])
})
