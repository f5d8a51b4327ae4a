/** Rows of a followed list, shown while the first of them are still being read. */
import { expect, test } from 'vitest'
import { hasty, is } from '../support/followed.ts'
import { beginning, bookmark, line, says, scripted } from '../support/scripted.ts'

test('who wants to see rows before all are there is shown each of them once', async () => {
  const many = Array.from({ length: 1200 }, (_, at) => `p${at}`)
  const first = beginning('5', ...many)
  const meanwhile = [line('MODIFIED', 'p1', '6'), bookmark('7', true)]
  const script = await scripted(
    says(
      ...first.slice(0, 600),
      ...meanwhile.slice(0, 1),
      ...first.slice(600, -1),
      ...meanwhile.slice(1),
    ),
  )
  const shown: number[] = []
  const seen = new Set<string>()
  const list = hasty(script.url)(undefined, {}, undefined, (rows) => {
    shown.push(rows.length)
    for (const { meta } of rows) seen.add(meta.name)
  })
  await list.until(is('live'))
  expect([shown, seen.size]).toEqual([[500, 500], 1000])
})
