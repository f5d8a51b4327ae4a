/** What pods and nodes use: columns of what metrics.k8s.io measures, where it is served. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { quantity } from '../../src/views/duration.ts'
import { items } from '../support/api.ts'
import { keys, rows, text } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const note = ({ html }: Page) => html.querySelector('#usage')?.text.trim() ?? ''
const heads = ({ html }: Page) =>
  html.querySelectorAll('th[data-col]').map((each) => each.getAttribute('data-col'))

interface Measured {
  readonly metadata: { readonly namespace: string; readonly name: string }
  readonly containers: readonly {
    readonly usage: { readonly cpu: string; readonly memory: string }
  }[]
}

/** The real control plane of this suite measures nothing: the real node's does. */
const measured = (title: string, check: () => Promise<void>) => {
  if (targetName === 'demo') test(title, check)
}

measured(
  'stands beside pods, as it is measured, against what they ask for and may use',
  async () => {
    const found = (await items(
      '/apis/metrics.k8s.io/v1beta1/pods',
    )) as unknown as readonly Measured[]
    const by = new Map(found.map((one) => [`${one.metadata.namespace}/${one.metadata.name}`, one]))
    const page = await on.page(`${on.cluster}/pods?size=500&sort=-memory`)
    expect(heads(page)).toEqual(expect.arrayContaining(['cpu', 'memory']))
    expect(note(page)).toBe('')
    const values = rows(page).map((row) => text(row, 'memory'))
    const some = values.filter((value) => value !== '–')
    expect(some.length).toBe(found.length)
    expect(values.slice(some.length).every((value) => value === '–')).toBe(true)
    const order = keys(page)
      .slice(0, some.length)
      .map((key) =>
        by.get(key)?.containers.reduce((sum, { usage }) => sum + (quantity(usage.memory) ?? 0), 0),
      )
    expect(order).toEqual(order.toSorted((a = 0, b = 0) => b - a))
    const [first] = rows(page)
    expect(first?.querySelector('[data-col="memory"] [title]')?.getAttribute('title')).toMatch(
      /^request .+, limit .+$/,
    )
    expect(first?.querySelector('[data-col="memory"] svg rect')?.getAttribute('width')).toMatch(
      /^\d+%$/,
    )
    expect(page.body).not.toMatch(/<svg[^>]*style=/)
  },
)

measured('what does not run is not measured, and that is no nought', async () => {
  const page = await on.page(`${on.cluster}/pods?size=500&status=done&cols=name,cpu,memory`)
  expect(rows(page).length).toBeGreaterThan(0)
  for (const row of rows(page)) {
    expect(text(row, 'cpu')).toBe('–')
    expect(row.querySelector('[data-col="cpu"] [title]')?.getAttribute('title')).toBe(
      'Not measured (yet)',
    )
  }
})

measured('is filtered by', async () => {
  const over = await on.page(`${on.cluster}/pods?size=500&q=memory%3E300Mi&cols=name,memory`)
  expect(rows(over).length).toBeGreaterThan(0)
  for (const row of rows(over))
    expect(text(row, 'memory')).toMatch(/GiB|(?:[3-9]\d\d|1\d{3})(?:\.\d)? MiB/)
})

measured('nodes show theirs in the place of what they have', async () => {
  const page = await on.page(`${on.cluster}/nodes?sort=-cpu`)
  expect(heads(page).filter((id) => id === 'cpu').length).toBe(1)
  const [first] = rows(page)
  expect(first?.querySelector('[data-col="cpu"] [title]')?.getAttribute('title')).toMatch(
    /^allocatable /,
  )
})

measured(
  'a page does not wait for it: cells say that it is read, and its stream fills them',
  async () => {
    const held = Promise.withResolvers<void>()
    const slow = await site({
      before: (path) => (path.includes('metrics.k8s.io/') ? held.promise : Promise.resolve()),
    })
    onTestFinished(() => slow.stop())
    const page = await slow.page(`${slow.cluster}/nodes?cols=name,cpu`)
    expect(rows(page).length).toBeGreaterThan(0)
    for (const row of rows(page)) expect(text(row, 'cpu')).toMatch(/^… of \d/)
    const sorted = await slow.page(`${slow.cluster}/nodes?cols=name,cpu&sort=-cpu`)
    expect(note(sorted)).toContain('The order is not by them.')
    expect(sorted.html.querySelector('.under')?.text).not.toContain('sorted over all')
    const address = page.html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
    const live = await streamed(slow.origin, address.replaceAll('&amp;', '&'), {}, keys(page))
    held.resolve()
    await live.until(({ said }) =>
      said.some(({ data }) => data.includes('<span title="allocatable ')),
    )
    live.close()
  },
)

measured(
  'who may not see it is told so, with the line that checks it; the list stands',
  async () => {
    const page = await on.page('/c/tim/pods?ns=web&cols=name,cpu')
    expect(page.status).toBe(200)
    expect(rows(page).length).toBeGreaterThan(0)
    for (const row of rows(page)) expect(text(row, 'cpu')).toBe('–')
    expect(note(page)).toContain('cannot list resource "pods" in API group "metrics.k8s.io"')
    expect(note(page)).toContain('kubectl auth can-i list pods.metrics.k8s.io -n web')
  },
)

measured('who may not see it is told that nothing can be filtered or sorted by it', async () => {
  const page = await on.page('/c/tim/pods?ns=web&q=cpu%3E1m')
  const said = page.html.querySelector('.empty')?.text ?? ''
  expect(said).toContain('Which pods match cannot be told')
  expect(said).toContain('cannot list resource "pods" in API group "metrics.k8s.io"')
  expect(said).not.toContain('none passes')
  for (const query of ['q=cpu%3E1m&as=txt', 'sort=-cpu&as=txt', 'q=-memory%3E1&as=json']) {
    const { status, body } = await on.ask(`/c/tim/pods?ns=web&${query}`)
    expect([query, status]).toEqual([query, 403])
    expect(body).toContain('CPU and memory of pods are not shown')
  }
  expect((await on.ask('/c/tim/pods?ns=web&cols=name,cpu&as=txt')).status).toBe(200)
})

measured('in a text it is known too', async () => {
  const { body } = await on.ask(`${on.cluster}/nodes?as=tsv&cols=name,cpu`)
  expect(body).toMatch(/^\S+\t\d+(?:\.\d+)?m? of \d/m)
})

measured('objects are filtered and sorted by it too', async () => {
  const { body } = await on.ask(`${on.cluster}/pods?as=json&q=memory%3E300Mi&sort=-memory&size=all`)
  const { items: found } = JSON.parse(body) as { items: { metadata: { name: string } }[] }
  const page = await on.page(`${on.cluster}/pods?size=500&q=memory%3E300Mi&sort=-memory`)
  expect(found.length).toBeGreaterThan(0)
  expect(new Set(found.map(({ metadata }) => metadata.name))).toEqual(
    new Set(rows(page).map((row) => text(row, 'name'))),
  )
})

if (targetName === 'real')
  describe('where nothing measures', () => {
    test('the usual columns are without it', async () => {
      const served = await on.page(`${on.cluster}/pods`)
      expect(heads(served)).not.toContain('cpu')
    })

    test('nodes say what they have, sorted by it', async () => {
      const page = await on.page(`${on.cluster}/nodes?sort=-cpu`)
      expect(heads(page)).toContain('cpu')
      expect(note(page)).toBe('')
      expect(page.html.querySelector('.under')?.text).toContain('sorted over all')
      for (const row of rows(page)) expect(text(row, 'cpu')).toMatch(/^[\d.]+$/)
    })

    test('chosen, it says so', async () => {
      const page = await on.page(`${on.cluster}/pods?cols=name,cpu&sort=cpu`)
      expect(page.status).toBe(200)
      expect(note(page)).toContain('metrics.k8s.io is not served')
      for (const row of rows(page)) expect(text(row, 'cpu')).toBe('–')
      const filtered = await on.page(`${on.cluster}/pods?q=cpu%3E1m`)
      expect(filtered.html.querySelector('.empty')?.text).toContain('metrics.k8s.io is not served')
      const { status, body } = await on.ask(`${on.cluster}/pods?sort=-cpu&as=txt`)
      expect([status, body]).toEqual([503, expect.stringContaining('metrics.k8s.io is not served')])
    })
  })
