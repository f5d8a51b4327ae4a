/** The list that a deletion leads back to: as it was, or of the person's own scope; never elsewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldsOf, sent } from '../support/acting.ts'
import { create } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

let on: Site
let namespace: string

beforeAll(async () => {
  on = await site({ base: '/a/b' })
  namespace = targetName === 'demo' ? 'web' : await ownNamespace('came-from')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

/** @returns where the deletion of a new object leads. */
async function led(name: string, from: string, more?: Record<string, string>): Promise<unknown> {
  await create(`/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name } })
  const to = `${on.cluster}/configmaps/${namespace}/${name}/deletion`
  const fields = { ...fieldsOf(await on.page(to)), propagation: 'Background' }
  const answer = await sent(on, to, { ...fields, confirm: name, from }, more)
  expect(answer.status).toBe(303)
  return answer.headers.location
}

test('it is the list as it was, of all namespaces too', async () => {
  const list = `${on.cluster}/configmaps`
  for (const [at, query] of ['?status=failing', '?ns=b,c&q=cart&page=2', ''].entries())
    expect(await led(`back-${String(at)}`, list + query)).toBe(list + query)
})

test('what is no list of the same resource is not followed: the person’s own scope is', async () => {
  const elsewhere = [
    '',
    'http://evil.example/',
    '//evil.example/a/b/c/other/configmaps',
    `${on.cluster}/pods?status=failing`,
    `${on.cluster}/configmaps/${namespace}/cart`,
    `/a/b/c/other/configmaps?q=1`,
  ]
  const cookie = `pl_ns=${on.cluster.split('/').at(-1) ?? ''}:b,c`
  for (const [at, from] of elsewhere.entries()) {
    const to = await led(`else-${String(at)}`, from, { cookie })
    expect([from, to]).toEqual([from, `${on.cluster}/configmaps?ns=b,c`])
  }
  expect(await led('none', '')).toBe(`${on.cluster}/configmaps`)
  const here = `http://evil.example${on.cluster}/configmaps?q=a&as=json&x=1`
  expect(await led('rebuilt', here)).toBe(`${on.cluster}/configmaps?q=a`)
})
