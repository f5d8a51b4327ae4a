/** What the API server adds to an edit by itself: marked as its own, and never saved unseen where another wrote meanwhile. */
import { afterAll, beforeAll, expect } from 'vitest'
import { parse } from 'node-html-parser'
import type { Answered } from '../support/ask.ts'
import { create, patch, recorded } from '../support/api.ts'
import { fieldsOf, said, send } from '../support/editing.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let ns = ''
beforeAll(async () => {
  on = await site()
  if (targetName === 'real') ns = await ownNamespace('edit-defaults')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})

/** Lines that come: `port: 81`, `protocol: TCP (API server)`. */
const come = ({ body }: Answered) =>
  parse(body)
    .querySelectorAll('.diff .come')
    .map((row) => {
      const text = row.querySelector('code')?.textContent.trim() ?? ''
      return row.querySelector('i') === null ? text : `${text} (API server)`
    })

const served = needs('update', 'strict')
served('its lines are marked, and a merge that brings such is looked over first', async () => {
  const folder = `/api/v1/namespaces/${ns}/services`
  const ports = [{ name: 'web', port: 80 }]
  await create(folder, { metadata: { name: 'cart' }, spec: { ports, clusterIP: 'None' } })
  const path = `${on.cluster}/services/${ns}/cart/edit`
  const fields = fieldsOf(await on.page(path))
  const text = fields['text']!.replace('  ports:\n', '  ports:\n  - name: more\n    port: 81\n')
  const typed = { ...fields, text }
  const review = await send(on, path, typed, 'review')
  const lines = [
    '- name: more',
    'port: 81',
    'protocol: TCP (API server)',
    'targetPort: 81 (API server)',
  ]
  expect(come(review)).toEqual(lines)
  expect(review.body).toContain('it sets them by itself')
  await patch(`${folder}/cart`, { metadata: { annotations: { note: 'theirs' } } })
  const asked = await send(on, path, typed, 'save')
  expect(asked.status).toBe(200)
  expect(said(asked)).toContain('It was changed by another while you edited')
  expect(come(asked)).toEqual(lines)
  const portsNow = async () =>
    ((await recorded(`${folder}/cart`)) as { spec: { ports: { port: number }[] } }).spec.ports
  expect((await portsNow()).map(({ port }) => port)).toEqual([80])
  expect((await send(on, path, fieldsOf(asked), 'save')).status).toBe(303)
  expect((await portsNow()).map(({ port }) => port)).toEqual([81, 80])
})
