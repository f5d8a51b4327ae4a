/** Before a namespace is deleted it is told what is in it, kind by kind. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

let on: Site
let namespace: string
const names = ['contents-a', 'contents-b', 'contents-c', 'contents-d', 'contents-e']

beforeAll(async () => {
  on = await site({ base: '/a/b' })
  namespace = targetName === 'demo' ? 'web' : await ownNamespace('contents')
  const maps = `/api/v1/namespaces/${namespace}/configmaps`
  for (const name of names) await create(maps, { metadata: { name } })
})

afterAll(async () => {
  await on?.stop()
  const maps = `/api/v1/namespaces/${namespace}/configmaps`
  if (targetName === 'real') await removeNamespaces(namespace)
  else for (const name of names) await remove(`${maps}/${name}`)
})

test('how many of each kind there are, the first of them by their links', async () => {
  const form = await on.page(`${on.cluster}/namespaces/-/${namespace}/deletion`)
  expect(form.html.querySelector('.goes h3')?.text).toBe('What is in it')
  const lines = form.html.querySelectorAll('.goes li')
  const maps = lines.find(({ text }) => /^[5-9] ConfigMaps:/.test(text))
  expect(maps?.text).toMatch(/and [2-6] more$/)
  const links = maps!.querySelectorAll('a').map((link) => link.getAttribute('href'))
  expect(links).toHaveLength(3)
  expect(links[0]).toMatch(new RegExp(`^${on.cluster}/configmaps/${namespace}/`))
  for (const link of links) expect((await on.page(link ?? '')).status).toBe(200)
})
