/** An edit by who may patch and not update, and by who may neither. */
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { create, item, patch, remove } from '../support/api.ts'
import { changesOn, fieldsOf, isMerged, send } from '../support/editing.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

const real = targetName === 'real'
const data = { answer: 'yes', colour: 'red', text: 'one\ntwo\n', zone: 'a' }
let on: Site
let ns = ''
beforeAll(async () => {
  on = await site()
  if (real) ns = await ownNamespace('edit-rights')
})
afterAll(async () => {
  await on?.stop()
  if (real) await removeNamespaces(ns)
})

const role = (verbs: readonly string[]) => ({
  metadata: { name: 'patching' },
  rules: [{ apiGroups: [''], resources: ['configmaps'], verbs }],
})
const subject = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'nobody' }
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'patching' }

const people = needs('update', 'strict', 'people')
people('a patch does the same; who may neither is told what lacks', async () => {
  const folder = `/api/v1/namespaces/${ns}/configmaps`
  const path = `${on.cluster.replace('/admin', '/nobody')}/configmaps/${ns}/one/edit`
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}`
  /** Rights come a moment after their roles. */
  const answered = (status: number) =>
    vi.waitFor(async () => {
      const page = await on.page(path)
      expect(page.status).toBe(status)
      return page
    })
  await create(folder, { metadata: { name: 'one' }, data })
  await create(`${rbac}/roles`, role(['get']))
  const binding = { metadata: { name: 'patching' }, roleRef, subjects: [subject] }
  await create(`${rbac}/rolebindings`, binding)
  expect((await answered(403)).body).toContain(`You may not update configmaps in ${ns}`)
  await patch(`${rbac}/roles/patching`, role(['get', 'patch']))
  const fields = fieldsOf(await answered(200))
  const text = fields['text']!.replace('colour: red', 'colour: blue').replace('  zone: a\n', '')
  const typed = { ...fields, text }
  const review = await send(on, path, typed, 'review')
  expect(changesOn(review)).toEqual(['−  colour: red', '+  colour: blue', '−  zone: a'])
  await patch(`${folder}/one`, { data: { answer: 'no' } })
  const done = await send(on, path, fieldsOf(review), 'save')
  expect(await isMerged(on, done)).toBe(true)
  const { zone: _, ...rest } = data
  expect((await item(`${folder}/one`)).data).toEqual({ ...rest, answer: 'no', colour: 'blue' })
  await remove(`${folder}/one`)
  await create(folder, { metadata: { name: 'one' }, data })
  expect((await send(on, path, typed, 'save')).body).toContain('It was replaced meanwhile')
})
