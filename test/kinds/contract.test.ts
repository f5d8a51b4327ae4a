/** What every kind file keeps: rows of a list say what the whole object says, and nothing odd breaks them. */
import { describe, expect, test } from 'vitest'
import { type Kind, type KubeObject, type Said } from '../../src/kind.ts'
import { kindOf, resources } from '../../src/kinds.ts'
import { objectRow } from '../../src/kube/project.ts'
import { columnId } from '../../src/views/columns.ts'
import { cases, fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T12:00:00Z')
const reserved = ['events', 'owners', 'told', 'certificates']

/** Everything that a list shows, sorts and filters by. */
const listed = (kind: Kind, object: KubeObject) => ({
  status: kind.status(object),
  columns: kind.columns.map((column) => [column.cell(object), column.value?.(object)]),
  facets: Object.values(kind.facets).map((facet) => facet(object)),
})

const paged = (kind: Kind, object: KubeObject) => [
  kind.sections(object, now),
  kind.problems(object, now),
  kind.told?.(object, [], now),
  kind.relations.map(({ which, keep, problems }) => [
    which(object),
    keep?.(object)(object),
    problems?.(object, [object], now, true),
  ]),
]

/** Every text that a person would read. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(texts)
}

const odd = /undefined|\[object|NaN|null\b/

test('a selector that selects everything is one in a list too', () => {
  const budget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'all' },
    spec: { selector: {}, lastState: {} },
  } as KubeObject
  const row = objectRow(budget, ['spec.selector', 'spec.lastState'])
  expect(row.object?.['spec']).toEqual({ selector: {} })
})

describe.each([...resources])('%s', (resource) => {
  const kind = kindOf(resource)!
  const all = cases(resource).map((name) => [name, fixture(resource, name)] as const)

  test('it was recorded from a real API server', () => {
    expect(all.length).toBeGreaterThan(0)
  })

  test.each(all)('a row of %s says what the whole object says', (_name, object) => {
    if (kind.reads === null) return
    const row = objectRow(object, kind.reads)
    expect(listed(kind, row.object!)).toEqual(listed(kind, object))
    const [one, other] = [{ ...object }, { ...row.object! }]
    for (const { keep } of kind.relations) expect(keep?.(one)(other)).toEqual(keep?.(other)(one))
  })

  test.each(all)('%s is read in words', (_name, object) => {
    const said = texts([listed(kind, object), paged(kind, object)])
    expect(said.filter((text) => odd.test(text))).toEqual([])
    const { main, side } = kind.sections(object, now)
    expect(main.length + side.length).toBeGreaterThan(0)
  })

  test.each([{}, { spec: {}, status: {} }, { data: {}, status: { conditions: [] } }])(
    'an object of which only %j is there breaks nothing',
    (rest) => {
      const object = {
        apiVersion: 'v1',
        kind: 'Odd',
        metadata: { name: 'odd' },
        ...rest,
      } as KubeObject
      expect(() => [listed(kind, object), paged(kind, object)]).not.toThrow()
    },
  )

  test('its columns and relations can be told apart, and are not called like other parts', () => {
    const ids = kind.columns.map(({ title }) => columnId(title))
    const parts = kind.relations.map(({ id }) => id)
    expect([new Set(ids).size, new Set(parts).size]).toEqual([ids.length, parts.length])
    expect(ids.filter((id) => ['namespace', 'owner'].includes(id))).toEqual([])
    expect(parts.filter((id) => reserved.includes(id))).toEqual([])
    expect(ids).toContain('name')
  })

  test('its values sort: numbers and texts, never both in one column', () => {
    for (const column of kind.columns) {
      const values = all.map(([, object]) => column.value?.(object) ?? null)
      const sorts = new Set(values.filter((value) => value !== null).map((value) => typeof value))
      expect(sorts.size, column.title).toBeLessThan(2)
    }
  })
})

/** Cells lead to objects and lists only by names. */
test('what leads nowhere is not said to lead', () => {
  const all = resources.flatMap((resource) =>
    cases(resource).flatMap((name) => {
      const object = fixture(resource, name)
      return kindOf(resource)!.columns.map((column): Said => column.cell(object))
    }),
  )
  for (const { to } of all) if (to !== undefined && 'name' in to) expect(to.name).not.toBe('')
})
