/** A list beyond the memory for rows: it is said, its beginning can be read, and the others go on. */
import { afterAll, beforeAll, expect } from 'vitest'
import { create } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let namespace: string
let small: string

// A hundred labels of 63 characters weigh about 9 kB: 150 such objects are more than a megabyte.
const labels = Object.fromEntries(
  Array.from({ length: 100 }, (_, at) => [`label-${at}`, 'x'.repeat(63)]),
)

const at = (where: string, name: string, of: Readonly<Record<string, string>> = {}) =>
  create(`/api/v1/namespaces/${where}/configmaps`, { metadata: { name, labels: of } })

beforeAll(async () => {
  if (targetName === 'demo') return
  on = await site({ args: ['--rows-memory=1'] })
  namespace = await ownNamespace('too-many')
  small = await ownNamespace('few')
  for (let from = 0; from < 150; from += 15) {
    const some = Array.from({ length: 15 }, (_, one) => at(namespace, `big-${from + one}`, labels))
    await Promise.all(some)
  }
  await at(small, 'one')
})
afterAll(async () => {
  if (on === undefined) return
  await removeNamespaces(namespace, small)
  await on.stop()
})

const list = (where: string, query = '') => `${on.cluster}/configmaps?ns=${where}${query}`

needs('own-namespaces')('it says what to do, and a list that fits is sorted as ever', async () => {
  const page = await on.page(list(namespace, '&sort=-age'))
  expect(page.status).toBe(503)
  expect(page.html.querySelector('#empty h2')?.text).toBe('Too many config maps')
  expect(page.html.querySelectorAll('#rows tr')).toEqual([])
  expect(page.html.querySelector('#stream')).toBe(null)
  const few = await on.page(list(small, '&sort=-age&q=one'))
  expect(few.status).toBe(200)
  expect(few.html.querySelectorAll('#rows tr')).toHaveLength(1)
})

needs('own-namespaces')('the way out leads to its beginning', async () => {
  const page = await on.page(list(namespace, '&sort=-age&q=big'))
  const out = page.html.querySelector('#empty a')?.getAttribute('href') ?? ''
  const first = await on.page(out)
  expect(first.status).toBe(200)
  expect(first.html.querySelectorAll('#rows tr')).toHaveLength(100)
  const selected = await on.page(list(namespace, '&sort=-age&fs=metadata.name%3Dbig-7'))
  expect(selected.html.querySelectorAll('#rows tr')).toHaveLength(1)
})
