/** Rows that are held: any order, filter and page of them is for nothing, once it is known that they may be seen. */
import { expect, onTestFinished, test } from 'vitest'
import { items } from '../support/api.ts'
import { keys, rows, total } from '../support/rows.ts'
import { untouched } from '../support/selected.ts'
import { site } from '../support/site.ts'

/** A watch that goes on from a list reads nothing anew, nor does the question whether one may. */
const reads = (path: string) =>
  /\/pods\?/.test(path) && !/watch=true(?!.*sendInitial)|limit=1$/.test(path)

test('once all rows were read, another order and another filter of them read none again', async () => {
  const noted = await site({ noting: true })
  onTestFinished(() => noted.stop())
  const first = await noted.page(`${noted.cluster}/pods?sort=-age`)
  const lists = () => noted.asked.filter(reads).length
  expect(lists()).toBeGreaterThan(0)
  const before = lists()
  const other = await noted.page(`${noted.cluster}/pods?sort=name&q=shop`)
  expect(rows(other).length).toBeGreaterThan(0)
  expect(other.html.querySelector('footer')?.text).toContain('rows held by a watch')
  expect(total(first)).toBeGreaterThanOrEqual(rows(other).length)
  expect(lists()).toBe(before)
})

test('what is held is turned page by page in the server’s own order without reading it', async () => {
  const noted = await site({ noting: true })
  onTestFinished(() => noted.stop())
  const path = `${noted.cluster}/pods?l=${untouched}`
  const every = (await items(`/api/v1/pods?labelSelector=${untouched}`)).map(
    ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
  )
  await noted.page(`${path}&sort=-age`)
  const before = noted.asked.filter(reads).length
  const second = await noted.page(`${path}&size=7&page=2`)
  expect(keys(second)).toEqual(every.slice(7, 14))
  expect(total(second)).toBe(every.length)
  expect(noted.asked.filter(reads)).toHaveLength(before)
})

const reviews = /selfsubjectaccessreviews$/
const oneOf = /\/pods\?limit=1$/

test.each([
  { name: 'they may be listed, by a review', status: 0, asks: [reviews] },
  { name: 'nobody may ask for a review: by a list of one', status: 403, asks: [reviews, oneOf] },
])('rows that are held are shown once it is known that $name', async ({ status, asks }) => {
  let fails = 0
  const noted = await site({ fails: (call) => (reviews.test(call) ? fails : 0), noting: true })
  onTestFinished(() => noted.stop())
  await noted.page(`${noted.cluster}/pods?sort=-age`)
  fails = status
  const before = noted.asked.length
  const page = await noted.page(`${noted.cluster}/pods?sort=name`)
  expect(page.html.querySelector('footer')?.text).toContain('rows held by a watch')
  const asked = noted.asked
    .slice(before)
    .filter((call) => reviews.test(call) || /pods\?(?!watch)/.test(call))
  expect(asked).toEqual(asks.map((each) => expect.stringMatching(each)))
})

test('rows that are held are not shown where nobody says that they may be: they are read anew', async () => {
  let denied = false
  const noted = await site({
    fails: (call) => (denied && reviews.test(call) ? 500 : 0),
    noting: true,
  })
  onTestFinished(() => noted.stop())
  await noted.page(`${noted.cluster}/pods?sort=-age`)
  denied = true
  const before = noted.asked.length
  const page = await noted.page(`${noted.cluster}/pods?sort=name`)
  expect(page.html.querySelector('footer')?.text).not.toContain('rows held by a watch')
  expect(noted.asked.slice(before).filter(reads).length).toBeGreaterThan(0)
})
