/** An object's YAML is changed: looked over first, saved once, never over what another wrote. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { create, item, patch, pathOf, remove } from '../support/api.ts'
import { changesOn, type Fields, fieldsOf, landed, said, send } from '../support/editing.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

const edits = needs('update', 'create', 'merge-patch')
const judged = needs('update', 'strict')
const owned = needs('update', 'managed-fields')
let on: Site
let ns: string
let name: string

beforeAll(async () => {
  on = await site()
  ns = targetName === 'real' ? await ownNamespace('edit') : 'shop'
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})

const data = { colour: 'red', mode: '0644', answer: 'yes', text: 'one\ntwo\n', zone: 'a' }
const folder = (plural = 'configmaps') => `/api/v1/namespaces/${ns}/${plural}`
const at = (plural = 'configmaps') => `${on.cluster}/${plural}/${ns}/${name}/edit`
const stored = async (plural = 'configmaps') => item(`${folder(plural)}/${name}`)
const theirs = (change: object) => patch(`${folder()}/${name}`, change)
const put = (fields: Fields, from: string, to: string): Fields => {
  expect(fields['text']).toContain(from)
  return { ...fields, text: fields['text']!.replace(from, to) }
}
const begun = async () => fieldsOf(await on.page(at()))
const layer = (_: unknown, to: number) => `  a${to + 1}: &a${to + 1} [*a${to}, *a${to}, *a${to}]\n`

describe('edit', () => {
  beforeEach(async () => {
    name = `map-${randomUUID().slice(0, 8)}`
    await create(folder(), { metadata: { name, labels: { team: 'web' } }, data })
  })

  edits('the text is the server’s own, without what nobody edits', async () => {
    const { text, uid, version } = await begun()
    expect(text).toContain('  colour: red\n')
    expect(text).toContain('  mode: "0644"\n')
    expect(text).not.toMatch(/managedFields|resourceVersion|^ {2}uid:|generation/m)
    const { metadata } = await stored()
    expect([uid, version]).toEqual([metadata.uid, metadata.resourceVersion])
  })

  edits('aliases that stand for more than an object holds are told, the text kept', async () => {
    const fields = await begun()
    const bomb = `spec:\n  a0: &a0 [x]\n${Array.from({ length: 33 }, layer).join('')}`
    const text = `${fields['text']}${bomb}`
    for (const contested of ['[]', '["data.zone"]']) {
      for (const step of ['review', 'save']) {
        const page = await send(on, at(), { ...fields, text, contested }, step)
        expect([page.status, fieldsOf(page)['text']]).toEqual([422, text])
        expect(page.body).toContain('Its aliases (*name) stand for more')
      }
    }
  })

  edits('untouched, nothing changes and nothing is written', async () => {
    const before = await stored()
    for (const step of ['review', 'save']) {
      const page = await send(on, at(), await begun(), step)
      expect(page.status).toBe(200)
      expect(said(page)).toContain('Nothing changes')
      expect(changesOn(page)).toEqual([])
    }
    expect(await stored()).toEqual(before)
  })

  edits('the last finalizer of what is deleted goes: the list says that it is gone', async () => {
    await theirs({ metadata: { finalizers: ['example.com/hold'] } })
    await remove(`${folder()}/${name}`)
    const typed = put(await begun(), '  finalizers:\n  - example.com/hold\n', '')
    const { to, did } = await landed(on, await send(on, at(), typed, 'save'))
    expect(to).toBe(`${on.cluster}/configmaps?ns=${ns}`)
    expect(did).toBe(`ConfigMap ${name}: Saved. Nothing holds its deletion any more: it is gone.`)
  })

  edits('a change is shown before it is saved, and only then it is', async () => {
    const typed = put(await begun(), 'colour: red', 'colour: blue # as agreed')
    const review = await send(on, at(), typed, 'review')
    expect(changesOn(review)).toEqual(['−  colour: red', '+  colour: blue'])
    expect((await stored()).data?.['colour']).toBe('red')
    const fields = fieldsOf(review)
    expect(fields['text']).toBe(typed['text'])
    const done = await send(on, at(), fields, 'save')
    expect(await landed(on, done)).toEqual({ to: at().replace(/edit$/, 'yaml'), did: 'Saved.' })
    expect((await stored()).data).toEqual({ ...data, colour: 'blue' })
    // Sent twice it is done once.
    const { metadata } = await stored()
    expect((await send(on, at(), fields, 'save')).status).toBe(303)
    expect((await stored()).metadata.resourceVersion).toBe(metadata.resourceVersion)
  })

  owned('who wrote what stays on the server', async () => {
    const fields = put(await begun(), 'colour: red', 'colour: blue')
    const before = (await stored()) as Managed
    await send(on, at(), fields, 'save')
    const after = (await stored()) as Managed
    const managers = ({ metadata }: Managed) =>
      metadata.managedFields?.map(({ manager }) => manager) ?? []
    expect(managers(after).toSorted()).toEqual([...managers(before), 'portlight'].toSorted())
  })

  edits('back to editing loses nothing', async () => {
    const typed = put(await begun(), 'colour: red', 'colour: "blue"   # why\n  \n')
    const review = await send(on, at(), typed, 'review')
    const again = await send(on, at(), fieldsOf(review), 'edit')
    expect(fieldsOf(again)).toEqual(typed)
  })

  edits('what is no YAML is marked where it breaks, and stays as it was typed', async () => {
    const typed = put(await begun(), '  colour: red', '  colour: "red')
    const page = await send(on, at(), typed, 'review')
    expect(page.status).toBe(422)
    expect(said(page)).toMatch(/Line \d+/)
    expect(fieldsOf(page)).toEqual(typed)
  })

  judged('what the API server does not take stands in its words at its line', async () => {
    const typed = put(await begun(), 'data:\n', 'data:\n  a b: c\n')
    const page = await send(on, at(), typed, 'review')
    expect(page.status).toBe(422)
    expect(said(page)).toMatch(/Line \d+: data\[a b\]: Invalid value/)
    const unknown = await send(on, at(), put(await begun(), 'data:\n', 'dada: {}\ndata:\n'), 'save')
    expect(unknown.status).toBe(422)
    expect(said(unknown)).toMatch(/Line \d+: Unknown field "dada"/)
    expect((await stored()).data).toEqual(data)
  })

  edits('another’s change elsewhere is kept, and that is said', async () => {
    const fields = put(await begun(), 'colour: red', 'colour: blue')
    await theirs({ data: { zone: 'b' } })
    const done = await send(on, at(), fields, 'save')
    const { to, did } = await landed(on, done)
    expect(to).toBe(at().replace(/edit$/, 'yaml'))
    expect(did).toContain('Saved. Another changed it')
    expect((await stored()).data).toEqual({ ...data, colour: 'blue', zone: 'b' })
  })

  edits('a change of the same is shown side by side; theirs goes only by its name', async () => {
    const fields = put(put(await begun(), 'colour: red', 'colour: blue'), 'zone: a', 'zone: c')
    await theirs({ data: { colour: 'green', answer: 'no' } })
    const page = await send(on, at(), fields, 'save')
    expect(page.status).toBe(409)
    expect(page.body).toContain('Theirs')
    expect((await stored()).data).toEqual({ ...data, colour: 'green', answer: 'no' })
    const merged = fieldsOf(page)
    expect(merged['text']).toContain('colour: blue')
    expect(merged['text']).toContain('answer: "no"')
    expect(merged['text']).toContain('zone: c')
    const review = await send(on, at(), merged, 'save')
    expect(review.status).toBe(200)
    expect(said(review)).toContain('overwrites what another wrote')
    expect((await stored()).data?.['colour']).toBe('green')
    const solved = put(merged, 'colour: blue', 'colour: green')
    expect(said(await send(on, at(), solved, 'review'))).not.toContain('overwrites')
    expect((await send(on, at(), fieldsOf(review), 'overwrite')).status).toBe(303)
    expect((await stored()).data).toEqual({ ...data, colour: 'blue', answer: 'no', zone: 'c' })
  })

  edits('what is gone, or another by now, is said; the text stays', async () => {
    const fields = put(await begun(), 'colour: red', 'colour: blue')
    await remove(pathOf('configmaps', (await stored()).metadata))
    for (const step of ['review', 'save']) {
      const page = await send(on, at(), fields, step)
      expect(page.status).toBe(409)
      expect(page.body).toContain('It was deleted meanwhile')
      expect(page.body).toContain('colour: blue')
    }
    await create(folder(), { metadata: { name }, data: { colour: 'white' } })
    const page = await send(on, at(), fields, 'save')
    expect(page.status).toBe(409)
    expect(page.body).toContain('It was replaced meanwhile')
    expect(page.body).toContain('colour: blue')
    expect((await stored()).data).toEqual({ colour: 'white' })
  })

  edits('a text may say nothing of its version, and cannot turn it off', async () => {
    const fields = await begun()
    await theirs({ data: { colour: 'green' } })
    for (const head of [
      'metadata:\n  resourceVersion: ""\n',
      'metadata:\n  "resourceVersion": null\n',
    ]) {
      const typed = put(put(fields, 'metadata:\n', head), 'colour: red', 'colour: blue')
      expect((await send(on, at(), typed, 'save')).status).toBe(409)
    }
    const flow = { ...fields, text: `{"metadata":{"name":"${name}"},"data":{"colour":"blue"}}` }
    expect((await send(on, at(), flow, 'save')).status).toBe(422)
    expect((await stored()).data?.['colour']).toBe('green')
  })

  edits('values of a Secret come by a button of that name', async () => {
    const word = Buffer.from(`word-${randomUUID()}`).toString('base64')
    await create(folder('secrets'), { metadata: { name }, data: { word } })
    const asked = await on.page(at('secrets'))
    expect(asked.body).not.toContain(word)
    expect(asked.body).toContain('Show the values and edit')
    const shown = await send(on, at('secrets'), {}, 'reveal')
    const fields = fieldsOf(shown)
    expect(fields['text']).toContain(word)
    expect(shown.headers['cache-control']).toBe('no-store')
    const done = await send(on, at('secrets'), put(fields, word, 'aHVzaA=='), 'save')
    expect(done.status).toBe(303)
    expect((await stored('secrets')).data).toEqual({ word: 'aHVzaA==' })
    const { body } = await on.page(done.headers.location!)
    expect(body).not.toContain('aHVzaA==')
  })
})

test('a form that is not ours is answered with what is missing', async () => {
  name = 'any'
  const page = await send(on, at(), { text: 'a' }, 'review')
  expect(page.status).toBe(422)
})

interface Managed {
  readonly metadata: {
    readonly managedFields?: readonly { readonly manager: string }[]
  }
}
