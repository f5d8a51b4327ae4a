/** A node that one test file alone drains, what runs on it, and the forms and runs of that. */
import { expect } from 'vitest'
import { create, item, patch, remove } from './api.ts'
import { ownNamespace, removeNamespaces } from './own.ts'
import { type Page, type Site, site } from './site.ts'
import { targetName } from './target.ts'

export const real = targetName === 'real'
export let on: Site
export let ns = 'default'
export let node: string
/** Of the form. */
export let page: string
let path: string
export let pods: string
export let budgets: string

/** On the demo, which is the file's own, in a namespace that is there. */
export async function plant(file: string, options: Parameters<typeof site>[0] = {}): Promise<void> {
  on = await site({ base: '/a/b', ...options })
  node = `${file}-${process.pid}`
  if (real) ns = await ownNamespace(file)
  path = `/api/v1/nodes/${node}`
  page = `${on.cluster}/nodes/-/${node}/drain`
  pods = `/api/v1/namespaces/${ns}/pods`
  budgets = `/apis/policy/v1/namespaces/${ns}/poddisruptionbudgets`
  // Nobody else's pods come here.
  const taints = [{ key: 'drained', value: 'alone', effect: 'NoSchedule' }]
  await create('/api/v1/nodes', { metadata: { name: node }, spec: { taints } })
}

export async function clear(): Promise<void> {
  await on?.stop()
  if (!real) return
  await removeNamespaces(ns)
  await remove(path)
}

export const cordoned = (unschedulable: true | null) => patch(path, { spec: { unschedulable } })

export const local = { volumes: [{ name: 'scratch', emptyDir: {} }] }

export async function pod(name: string, spec: object = {}): Promise<string> {
  const meta = { name, labels: { app: name } }
  const own = { nodeName: node, terminationGracePeriodSeconds: 1 }
  const containers = [{ name: 'app', image: 'cart:1' }]
  const made = await create(pods, {
    metadata: meta,
    spec: { ...own, containers, ...spec },
  })
  return (made as { metadata: { uid: string } }).metadata.uid
}
export const uidOf = async (name: string) =>
  item(`${pods}/${name}`).then(
    ({ metadata }) => metadata.uid,
    () => '',
  )
export const uidOfNode = async () => (await item(path)).metadata.uid
export const isCordoned = async () =>
  JSON.stringify(await item(path)).includes('"unschedulable":true')
/** Budgets of the demo hold a pod that does not run yet all the same. */
export const running = async (name: string) =>
  real &&
  expect.poll(async () => JSON.stringify(await item(`${pods}/${name}`))).toContain('"ready":true')

/** A budget that lets a pod not go. */
export async function budget(app: string): Promise<void> {
  const selector = { matchLabels: { app } }
  await create(budgets, { metadata: { name: `keeps-${app}` }, spec: { minAvailable: 1, selector } })
  if (!real) return
  await expect
    .poll(async () => JSON.stringify(await item(`${budgets}/keeps-${app}`)), { timeout: 20_000 })
    .toContain('"currentHealthy":1')
}

export const words = (of: Page, selector: string) =>
  of.html.querySelectorAll(selector).map(({ text }) => text.replaceAll(/\s+/g, ' ').trim())
/** Of ours: each node may have pods of DaemonSets, too. */
export const fates = (of: Page) =>
  words(of, '.fates li').filter((line) => line.includes(` in ${ns} `))
export const seenOn = ({ html }: Page) =>
  html.querySelector('[name=seen]')?.getAttribute('value') ?? ''
export const off = ({ html }: Page) => html.querySelector('[name=seen]')?.hasAttribute('disabled')
export const said = (of: Page) => words(of, '[role=alert]').join(' ')

export const headers = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}
export const sent = (fields: Readonly<Record<string, string>>) => ({
  method: 'POST',
  body: new URLSearchParams(fields).toString(),
  headers: { ...headers, accept: 'text/html' },
})
export const post = (fields: Readonly<Record<string, string>>) => on.page(page, sent(fields))

/** Begins one from its form. The path of its run. */
export async function begin(options: Readonly<Record<string, string>>): Promise<string> {
  const form = await on.page(`${page}?${new URLSearchParams(options).toString()}`)
  expect([form.status, off(form)]).toEqual([200, false])
  const answer = await on.ask(page, sent({ ...options, seen: seenOn(form) }))
  expect(answer.status).toBe(303)
  return String(answer.headers.location)
}

export interface Told {
  readonly state: string
  readonly message: string
  readonly items: readonly { name: string; uid: string; state: string; message: string }[]
}
export const told = async (run: string) => JSON.parse((await on.ask(`${run}?as=json`)).body) as Told
export const until = (run: string, wanted: (told: Told) => boolean) =>
  expect
    .poll(async () => told(run).then((now) => (wanted(now) ? 'so' : JSON.stringify(now))), {
      timeout: 30_000,
      interval: 200,
    })
    .toBe('so')
export const over = (run: string) => until(run, ({ state }) => state !== 'running')

export const force = { 'ignore-daemonsets': '1', force: '1' }
export const all = { ...force, 'delete-emptydir-data': '1' }
