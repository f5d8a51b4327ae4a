/** Two changes of one text, over random texts too: nothing of either is lost unsaid. */
import { expect, test } from 'vitest'
import { combine, type Draft, hunksOf, linesOf } from '../../src/edit.ts'
import { merge } from '../../src/edit/merge.ts'
import { changesOf, leavesOf } from '../../src/edit/leaves.ts'
import { valuesOf } from '../../src/edit/values.ts'
import { random } from '../support/random.ts'

const drafted = (base: string, text: string, contested: string[] = []): Draft => ({
  base,
  text,
  uid: 'u',
  version: '1',
  contested,
})
const object = (fields: Readonly<Record<string, unknown>>) =>
  `data:\n${Object.entries(fields)
    .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`)
    .join('')}`

test('changes of different lines are one, also of lines side by side', () => {
  const base = object({ a: 1, b: 2, c: 3 })
  const { draft, clean } = combine(
    drafted(base, object({ a: 9, b: 2, c: 3 })),
    object({ a: 1, b: 8, c: 3 }),
    '2',
  )
  expect([clean, draft.text, draft.version]).toEqual([true, object({ a: 9, b: 8, c: 3 }), '2'])
})

test('the same line changed by both clashes; mine stands, theirs is named', () => {
  const base = object({ a: 1, b: 2 })
  const { draft, clean, clashes } = combine(
    drafted(base, object({ a: 5, b: 2 })),
    object({ a: 7, b: 3 }),
    '2',
  )
  expect(clean).toBe(false)
  expect(clashes).toEqual([{ mine: ['  a: 5'], theirs: ['  a: 7'], at: 1 }])
  expect(draft).toMatchObject({ text: object({ a: 5, b: 3 }), contested: ['data.a'] })
})

test('what both changed alike is done already', () => {
  const base = object({ a: 1 })
  expect(combine(drafted(base, 'data: {a: 2} # mine\n'), object({ a: 2 }), '2').same).toBe(true)
})

test('a line that would go to another item than it was written in is no merge', () => {
  const [one, two] = ['- name: one\n  image: x\n', '- name: two\n  image: x\n']
  const base = `list:\n${one}${two}`
  const theirs = `list:\n${one}${two}  tty: true\n`
  const met = combine(drafted(base, `list:\n${one}`), theirs, '2')
  expect(met.clean).toBe(false)
  expect(met.draft.contested).toContain('list[two].tty')
})

test('random changes: a clean merge is theirs with all of mine and nothing else', () => {
  const { below: pick } = random(7)
  const keys = ['a', 'b', 'c', 'd', 'e', 'f']
  const changed = (of: Readonly<Record<string, unknown>>) => {
    const next: Record<string, unknown> = { ...of }
    for (let n = pick(3); n >= 0; n--) {
      const key = keys[pick(keys.length)] ?? 'a'
      if (pick(3) === 0) delete next[key]
      else next[key] = pick(4)
    }
    return Object.fromEntries(Object.entries(next).toSorted(([x], [y]) => (x < y ? -1 : 1)))
  }
  let merged = 0
  for (let turn = 0; turn < 3000; turn++) {
    const start = changed({ a: 0, b: 0, c: 0, z: 9 })
    const [base, mine, theirs] = [start, changed(start), changed(start)].map(object) as [
      string,
      string,
      string,
    ]
    const { clean, draft } = combine(drafted(base, mine), theirs, '2')
    const [b, m, t, r] = [base, mine, theirs, draft.text].map((text) => leavesOf(valuesOf(text)))
    const [my, their] = [changesOf(b!, m!), changesOf(b!, t!)]
    const wanted = new Map(t)
    for (const [path, value] of my)
      if (value === null) wanted.delete(path)
      else wanted.set(path, value)
    const both = [...my].some(([path, value]) => their.has(path) && their.get(path) !== value)
    if (clean) {
      merged++
      expect(both).toBe(false)
      expect(Object.fromEntries(r!)).toEqual(Object.fromEntries(wanted))
    } else {
      const lost = [...their].filter(([path, value]) => (r!.get(path) ?? null) !== value)
      expect(draft.contested).toEqual(expect.arrayContaining(lost.map(([path]) => path)))
    }
  }
  expect(merged).toBeGreaterThan(500)
})

test('texts of 1.5 MB that differ everywhere are one hunk, and merged with themselves', () => {
  const base = Array.from({ length: 60_000 }, (_, at) => `key-${at % 7}: some value ${at}`)
  const other = base.map((line) => `${line}!`)
  expect(hunksOf(base, other)).toEqual([{ from: 0, to: base.length, at: 0, lines: other }])
  expect(merge(base, base, other).lines).toEqual(other)
  expect(
    merge(
      base,
      other,
      base.map((line) => `${line}?`),
    ).clashes,
  ).not.toEqual([])
  expect(linesOf('a\nb\n')).toEqual(['a', 'b'])
})
