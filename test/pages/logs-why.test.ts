/** Where the text of a log cannot be had: why, in words, and what can be seen all the same. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Item, items } from '../support/api.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

interface Container {
  readonly name: string
  readonly state?: { readonly waiting?: { readonly reason?: string } }
  readonly restartCount?: number
}
interface PodItem extends Item {
  readonly status?: { readonly containerStatuses?: readonly Container[] }
}

let on: Site
let all: readonly PodItem[]
beforeAll(async () => {
  on = await site()
  all = await items('/api/v1/pods')
})
afterAll(() => on?.stop())

const first = (is: (container: Container) => boolean, namespace = /./): Item =>
  all.find(
    ({ metadata, status }) =>
      namespace.test(metadata.namespace ?? '') && status?.containerStatuses?.some(is) === true,
  )!
const waits = (reason: RegExp) => (one: Container) => reason.test(one.state?.waiting?.reason ?? '')
const logs = ({ metadata }: Item, query = '', cluster = on.cluster) =>
  `${cluster}/pods/${metadata.namespace}/${metadata.name}/logs${query}`
const titles = ({ html }: Page) => html.querySelectorAll('.log-why h2').map((each) => each.text)
const links = ({ html }: Page) =>
  html.querySelectorAll('.log-why a').map((each) => each.getAttribute('href') ?? '')
const previous = ({ html }: Page) => html.querySelector('#log-previous-1')!

test('an image that cannot be pulled: what is wrong, and the events', async () => {
  const page = await on.page(logs(first(waits(/ImagePull/))))
  expect(titles(page)[0]).toMatch(/^The image of container \S+ cannot be pulled/)
  expect(links(page).some((href) => href.endsWith('/events'))).toBe(true)
})

test('one that keeps crashing: how it ended, and the way to what it said before', async () => {
  // It runs for a moment between two crashes.
  const crashing = waits(/^CrashLoopBackOff$/)
  all = await vi.waitUntil(async () => {
    const pods: readonly PodItem[] = await items('/api/v1/pods')
    return pods.some(({ status }) => status?.containerStatuses?.some(crashing)) && pods
  }, 60_000)
  const page = await on.page(logs(first(crashing)))
  expect(titles(page)[0]).toMatch(/^Container \S+ (?:keeps .+|was started again): \d+ restarts?/)
  expect(page.html.querySelector('.log-why p')?.text).toMatch(/^It ended with exit \d+/)
  expect(links(page).some((href) => href.includes('/logs?previous=1'))).toBe(true)
  expect(previous(page).hasAttribute('disabled')).toBe(false)
})

const well = ({ state, restartCount }: Container) => !state?.waiting && restartCount === 0

describe('of one that runs', () => {
  test('nothing is said, and the life before is not offered', async () => {
    const page = await on.page(logs(first(well, /^web$/)))
    expect(titles(page)).toEqual([])
    expect(previous(page).hasAttribute('disabled')).toBe(true)
    expect(previous(page).getAttribute('aria-description')).toMatch(/^No container was started/)
  })

  test('the life before that never was is said, with the way back', async () => {
    const page = await on.page(logs(first(well, /^web$/), '?previous=1'))
    expect(titles(page)[0]).toMatch(/was never started again/)
    expect(previous(page).hasAttribute('disabled')).toBe(false)
  })
})

// Simulated nodes have the same lines for every life.
if (targetName === 'demo')
  test('as text the status is the API server’s', async () => {
    const pod = first(well)
    for (const [query, words] of [
      ['?as=txt&previous=1', /^# \S+ \S+: previous terminated container .+ not found\n$/],
      ['?as=txt&previous=1&download=1', /^# \S+ \S+: previous terminated container /],
      ['?as=ndjson&previous=1', /^\{"namespace":.+"error":"previous terminated container /],
    ] as const) {
      const { status, body } = await on.ask(logs(pod, query))
      expect([query, status]).toEqual([query, 400])
      expect(body).toMatch(words)
    }
  })

needs('people')(
  'who may not read logs is told what is missing; events may be refused too',
  async () => {
    const pod = first(waits(/ImagePull|CrashLoop/), /^web$/) ?? first(() => true, /^web$/)
    const tim = on.cluster.replace(/admin$/, 'tim')
    const page = await on.page(logs(pod, '', tim))
    expect(page.status).toBe(200)
    expect(titles(page)[0]).toBe('You may not read this log')
    const run = page.html.querySelector('.log-why code')?.text
    const { namespace, name } = pod.metadata
    const asks = `auth can-i get pods/${name} --subresource=log -n ${namespace}`
    expect(run).toBe(`kubectl --context tim ${asks}`)
    expect(
      page.html.querySelectorAll('.log-note').filter(({ text }) => /forbidden/.test(text)),
    ).toEqual([])
    const { status, body } = await on.ask(logs(pod, '?as=txt', tim))
    expect([status, body]).toEqual([403, expect.stringMatching(/^# \S+ \S+: .*forbidden/)])
  },
)
