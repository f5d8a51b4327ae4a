/** Objects of all sorts of values: untouched, their edit changes nothing, and a change of one value is of that one only. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { valuesOf } from '../../src/edit.ts'
import { linePaths, root } from '../../src/edit/line-paths.ts'
import { create, items, recorded, remove } from '../support/api.ts'
import { changesOn, fieldsOf, said, send } from '../support/editing.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { pathsOf } from '../support/paths-of.ts'
import { random } from '../support/random.ts'
import { type Site, site } from '../support/site.ts'

let on: Site
let ns: string
const plural = 'odds'
const group = `edit-${process.pid}.example.com`
const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
beforeAll(async () => {
  on = await site()
  ns = await ownNamespace('edit-untouched')
  const schema = {
    openAPIV3Schema: {
      type: 'object',
      properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
    },
  }
  const version = { name: 'v1', served: true, storage: true, schema }
  await create(definitions, {
    metadata: { name: `${plural}.${group}` },
    spec: { group, scope: 'Namespaced', names: { plural, kind: 'Odd' }, versions: [version] },
  })
  // It is served a moment later.
  await vi.waitFor(() => items(`/apis/${group}/v1/${plural}`), { timeout: 20_000 })
})
afterAll(async () => {
  await on?.stop()
  await remove(`${definitions}/${plural}.${group}`)
  await removeNamespaces(ns)
})

const texts = [
  '0644',
  '012',
  '1e3',
  '12:30',
  'yes',
  'on',
  'null',
  '~',
  '',
  ' ',
  '- a',
  '# no',
  'a: b',
  'one\ntwo\n',
  'one\r\ntwo\r\n',
  '\n\nlate',
  'end\n\n\n',
  '\ttab\t\nx',
  '  deep\nshallow',
  'managedFields:\n- a\nstatus:\n  b: c\n',
  'metadata:\n  uid: x\n  resourceVersion: "1"\n',
  '<b>&amp;</b>"\'`',
  'é ☃ 😀 \u202E\u200B\u00A0\u2028',
  'x'.repeat(2000),
  'word '.repeat(400),
  '%a @b `c !d &e *f',
  '---\n...\n',
]
const numbers = ['9007199254740993', '-9223372036854775808', '0', '-1', '1.5', '1e+25', '0.1']

const made = Number(process.env['PORTLIGHT_TEST_OBJECTS'] ?? 60)

test(`${made} objects are edited without a loss`, async () => {
  const { below } = random(3)
  const any = <T>(all: readonly T[]): T => all[below(all.length)]!
  const value = (depth: number): unknown => {
    const sort = below(depth > 3 ? 3 : 5)
    if (sort === 0) return any(texts)
    if (sort === 1) return `#${any(numbers)}#`
    if (sort === 2) return any([true, false, [], {}])
    if (sort === 3) return Array.from({ length: 1 + below(4) }, () => value(depth + 1))
    return Object.fromEntries(
      Array.from({ length: 1 + below(4) }, () => [
        any([...texts.slice(0, 9), '__proto__', 'name', 'a/b.c', 'status', 'é']),
        value(depth + 1),
      ]),
    )
  }
  const folder = `/apis/${group}/v1/namespaces/${ns}/${plural}`
  for (let n = 0; n < made; n++) {
    const name = `odd-${n}`
    const labels = Object.fromEntries([
      ['yes', 'on'],
      ['constructor', '0644'],
    ])
    const spec = { mark: 'before', any: Array.from({ length: 5 }, () => value(0)) }
    const body = {
      apiVersion: `${group}/v1`,
      kind: 'Odd',
      metadata: { name, labels, annotations: { a: any(texts) } },
      spec,
    }
    // Numbers are written to the digit.
    await create(folder, body, (text) => text.replaceAll(/"#(-?[\d.e+]+)#"/g, '$1'))
    const before = JSON.stringify(await recorded(`${folder}/${name}`))
    const path = `${on.cluster}/${plural}.${group}/${ns}/${name}/edit`
    const fields = fieldsOf(await on.page(path))
    // Each line leads to a value, and each value has a line.
    const printed = fields['text']!
    expect(new Set(linePaths(printed)), printed).toEqual(new Set(pathsOf(valuesOf(printed), root)))
    const untouched = await send(on, path, fields, 'review')
    expect(said(untouched), name).toContain('Nothing changes')
    // So that it is sent, and answered.
    const noted = { ...fields, text: `# a comment\n${fields['text']}` }
    const sent = await send(on, path, noted, 'review')
    expect([sent.status, changesOn(sent)], `${name}\n${fields['text']}`).toEqual([200, []])
    const typed = {
      ...fields,
      text: fields['text']!.replace('  mark: before\n', '  mark: after\n'),
    }
    const done = await send(on, path, typed, 'save')
    expect([done.status, said(done)], `${name}\n${fields['text']}`).toEqual([303, ''])
    const after = JSON.stringify(await recorded(`${folder}/${name}`))
    expect(specOf(after)).toBe(specOf(before).replace('"mark":"before"', '"mark":"after"'))
  }
}, 300_000)

/** Labels, annotations and spec, as text. */
function specOf(json: string): string {
  const { metadata, spec } = JSON.parse(json) as {
    readonly metadata: { readonly labels: object; readonly annotations: object }
    readonly spec: object
  }
  return JSON.stringify([metadata.labels, metadata.annotations, spec])
}
