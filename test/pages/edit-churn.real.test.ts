/** Edits while a controller writes the same object all the time: nothing of another's is overwritten unsaid. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, item, patch } from '../support/api.ts'
import { fieldsOf, isMerged, send } from '../support/editing.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { random } from '../support/random.ts'
import { type Site, site } from '../support/site.ts'

let on: Site
let ns: string
beforeAll(async () => {
  on = await site()
  ns = await ownNamespace('edit-churn')
})
afterAll(async () => {
  await on?.stop()
  await removeNamespaces(ns)
})

const edits = Number(process.env['PORTLIGHT_TEST_EDITS'] ?? 100)
const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

test(`${edits} edits: every value is the last that somebody wrote over what they had seen`, async () => {
  const path = `/api/v1/namespaces/${ns}/configmaps/busy`
  const page = `${on.cluster}/configmaps/${ns}/busy/edit`
  const start = Object.fromEntries(keys.map((key) => [key, '0']))
  await create(path.slice(0, -'/busy'.length), { metadata: { name: 'busy' }, data: start })
  const { below } = random(11)
  const told = { saved: 0, merged: 0, asked: 0 }
  /** What the controller wrote last; each value once, so that one that is lost shows. */
  const theirs = new Map<string, string>()
  const mine = new Map<string, string>()
  let beats = 0
  const beat = async () => {
    const key = keys[below(keys.length)]!
    const value = `their-${beats++}`
    await patch(path, { data: { [key]: value } })
    theirs.set(key, value)
    mine.delete(key)
  }
  for (let turn = 0; turn < edits; turn++) {
    const fields = fieldsOf(await on.page(page))
    const key = keys[below(keys.length)]!
    const seen = new RegExp(`^  ${key}: (.*)$`, 'm').exec(fields['text']!)![1]!
    const text = fields['text']!.replace(`  ${key}: ${seen}\n`, `  ${key}: my-${turn}\n`)
    for (let n = below(4); n > 0; n--) await beat()
    const unseen =
      theirs.has(key) && JSON.stringify(theirs.get(key)) !== seen && theirs.get(key) !== seen
    // Another beat while it is being saved.
    const [answer] = await Promise.all([
      send(on, page, { ...fields, text }, 'save'),
      ...(below(3) === 0 ? [patch(path, { metadata: { annotations: { beat: `${turn}` } } })] : []),
    ])
    expect([303, 409]).toContain(answer.status)
    if (answer.status === 409) told.asked++
    else {
      expect(unseen && !mine.has(key), `${key} in edit ${turn}`).toBe(false)
      mine.set(key, `my-${turn}`)
      theirs.delete(key)
      told[(await isMerged(on, answer)) ? 'merged' : 'saved']++
    }
    const wanted = { ...start, ...Object.fromEntries(theirs), ...Object.fromEntries(mine) }
    expect((await item(path)).data, `after edit ${turn}`).toEqual(wanted)
  }
  expect(told.saved + told.merged + told.asked).toBe(edits)
  expect(Math.min(told.merged, told.asked)).toBeGreaterThan(edits / 20)
}, 300_000)
