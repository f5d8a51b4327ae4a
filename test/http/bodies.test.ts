/** How much may be sent: an edit carries its text twice, all else is an object at most. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portlight, type Program } from '../support/program.ts'
import { ask } from '../support/ask.ts'

let on: Program
beforeAll(async () => {
  on = await portlight(['--demo', '--base-path=/a', '--local-key=off'])
})
afterAll(() => on?.stop())

const MiB = 1024 * 1024
test.each([
  ['/a/c/demo/configmaps/shop/x/edit', 3.4, 422],
  ['/a/c/demo/configmaps/shop/x/edit', 3.6, 413],
  ['/a/c/demo/go/sign-in', 3.6, 413],
  ['/a/c/demo/configmaps/shop/edit', 1.6, 413],
  ['/a/theme', 1.6, 413],
])('%s with %d MiB is answered %i', async (path, size, status) => {
  const answer = await ask(on.address.origin, path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    body: `step=review&text=${'x'.repeat(size * MiB)}`,
  })
  expect(answer.status).toBe(status)
})
