/** What the demo cluster has no room for. */
import { expect, test } from 'vitest'
import { type Object_, demo } from './demo.ts'

const cluster = demo()
const shop = '/apis/apps/v1/namespaces/shop'
const read = async (path: string) => (await cluster.call(path)).json() as Object_

test.each([
  ['a scale', `${shop}/deployments/cart/scale`, 'replicas', 100_000],
  ['a patch', `${shop}/deployments/cart`, 'replicas', 201],
  ['fewer than none', `${shop}/deployments/cart`, 'replicas', -1],
])('more pods than the demo has room for are refused: %s', async (_, path, field, many) => {
  const answer = await cluster.patch(path, { spec: { [field]: many } })
  expect(answer.status).toBe(422)
  expect(answer.json()).toMatchObject({
    reason: 'Invalid',
    message: expect.stringContaining(`Invalid value: ${many}: must be`) as string,
  })
  expect((await read(`${shop}/deployments/cart`))['spec']).toMatchObject({ replicas: 3 })
})
