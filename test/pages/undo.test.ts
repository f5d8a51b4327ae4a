/** Back to an earlier revision: which there are, what one would change, and that it is then as it was. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answered, fieldsOf, said, sent } from '../support/acting.ts'
import { create, type Item, item, items, patch } from '../support/api.ts'
import { granted } from '../support/granted.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

interface Workload extends Item {
  readonly metadata: Item['metadata'] & { readonly annotations?: Record<string, string> }
  readonly spec: { readonly paused?: boolean; readonly template: object }
}

interface Owned {
  readonly metadata: {
    readonly namespace: string
    readonly annotations: Readonly<Record<string, string>>
    readonly ownerReferences: readonly { readonly name: string }[]
  }
}

const cause = 'kubernetes.io/change-cause'
const turn = 'deployment.kubernetes.io/revision'
let on: Site
let namespace = 'shop'

beforeAll(async () => {
  on = await site()
  if (targetName === 'real') namespace = await ownNamespace('undo')
})

afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

const read = (path: string) => item(path) as unknown as Promise<Workload>
const group = (plural: string) => `/apis/apps/v1/namespaces/${namespace}/${plural}`

/** Its template with image after image, a revision each. */
async function revised(plural: string, more: object, name = 'thrice', count = 3): Promise<string> {
  const labels = { app: `${plural}-${name}` }
  const template = (image: string) => ({
    metadata: { labels },
    spec: { containers: [{ name: 'app', image, args: [image] }] },
  })
  const spec = { selector: { matchLabels: labels }, template: template('cart:1'), ...more }
  const metadata = { name, annotations: { [cause]: 'image cart:1' } }
  await create(group(plural), { metadata, spec })
  const path = `${group(plural)}/${name}`
  const revisions = plural === 'deployments' ? 'replicasets' : 'controllerrevisions'
  const there = async () =>
    (await items(group(revisions))).filter(({ metadata: of }) => of.labels?.['app'] === labels.app)
      .length
  for (let number = 1; number <= count; number++) {
    if (number > 1) {
      const image = `cart:${number}`
      const change = { metadata: { annotations: { [cause]: `image ${image}` } } }
      await patch(path, { ...change, spec: { template: { spec: template(image).spec } } })
    }
    await expect.poll(there, { timeout: 20_000 }).toBe(number)
  }
  return path
}

/** A Deployment of two revisions. */
async function twice(): Promise<[string, string]> {
  if (targetName === 'real') {
    await revised('deployments', { replicas: 1 }, 'twice', 2)
    return [namespace, 'twice']
  }
  const sets = (await items('/apis/apps/v1/replicasets')) as unknown as readonly Owned[]
  const { metadata } = sets.find((set) => set.metadata.annotations[turn] === '2') as Owned
  return [metadata.namespace, metadata.ownerReferences[0]?.name ?? '']
}

/** A DaemonSet that never was another. */
async function once(): Promise<[string, string]> {
  if (targetName === 'real') {
    await revised('daemonsets', {}, 'once', 1)
    return [namespace, 'once']
  }
  const [set] = await items('/apis/apps/v1/daemonsets')
  return [set?.metadata.namespace ?? '', set?.metadata.name ?? '']
}

const rows = ({ html }: Page) =>
  html
    .querySelectorAll('.picks tbody tr')
    .map((row) => row.querySelectorAll('td').map(({ text }) => text.trim()))
const lines = ({ html }: Page, look: string) =>
  html.querySelectorAll(`.diff .${look} code`).map(({ text }) => text.trim())

needs('controllers')('a Deployment goes back to the first of three revisions', async () => {
  const path = await revised('deployments', { replicas: 1 })
  const first = (await read(path)).spec.template
  const page = `${on.cluster}/deployments.apps/${namespace}/thrice`
  const form = await on.page(`${page}/undo`)
  expect(rows(form).map(([number]) => number)).toEqual([
    expect.stringMatching(/^3\s+now$/),
    '2',
    '1',
  ])
  expect(rows(form).map((row) => row[4])).toEqual(['image cart:3', 'image cart:2', 'image cart:1'])
  expect(fieldsOf(form)).toMatchObject({ revision: '2' })
  const chosen = await on.page(`${page}/undo?revision=1`)
  expect(lines(chosen, 'gone')).toContain('image: cart:3')
  expect(lines(chosen, 'come')).toContain('image: cart:1')
  expect(lines(chosen, 'come')).toContain('kubernetes.io/change-cause: image cart:1')
  expect(chosen.html.querySelector('.cli code')?.text).toContain(
    `rollout undo deployments.apps thrice -n ${namespace} --to-revision=1`,
  )
  const fields = fieldsOf(chosen)
  expect((await sent(on, `${page}/undo`, fields)).status).toBe(303)
  const back = await read(path)
  expect(back.spec.template).toEqual(
    JSON.parse(JSON.stringify(first).replaceAll('cart:3', 'cart:1')),
  )
  expect(JSON.stringify(back.spec.template)).not.toContain('pod-template-hash')
  expect(back.metadata.annotations?.[cause]).toBe('image cart:1')
  await expect
    .poll(async () => (await read(path)).metadata.annotations?.[turn], { timeout: 20_000 })
    .toBe('4')
  // The same form again is of what is there no more.
  const late = await answered(on, `${page}/undo`, { ...fields, once: '' })
  expect([late.status, said(late)]).toEqual([
    409,
    expect.stringContaining('changed by somebody else'),
  ])
  const same = await on.page(`${page}/undo?revision=4`)
  expect([same.status, same.html.querySelector('#wrong-revision')?.text]).toEqual([
    422,
    'Skipped rollback (current template already matches revision 4).',
  ])
  const none = await on.page(`${page}/undo?revision=1`)
  expect([none.status, none.html.querySelector('#wrong-revision')?.text]).toEqual([
    422,
    'Unable to find specified revision 1 in history.',
  ])
  await patch(path, { spec: { paused: true } })
  const paused = await answered(on, `${page}/undo`, { ...fieldsOf(await on.page(`${page}/undo`)) })
  expect([paused.status, said(paused)]).toEqual([
    409,
    "Cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again.",
  ])
})

needs('rollouts', 'rbac')('who may not see revisions is told which right lacks', async () => {
  await granted(namespace, [
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'] },
  ])
  const page = `/c/nobody/deployments.apps/${namespace}/thrice/undo`
  const heard = async () => said(await on.page(page))
  await expect.poll(heard).toBe(`You may not list replicasets.apps in ${namespace}.`)
  const form = await on.page(page)
  expect([form.status, form.html.querySelector('.cmd code')?.text]).toEqual([
    403,
    expect.stringContaining('verbs: ["list"]'),
  ])
})

needs('controllers', 'controller-revisions').for([
  ['statefulsets', { replicas: 1, serviceName: 'thrice' }],
  ['daemonsets', {}],
] as const)('the revisions of %s', async ([plural, more]) => {
  const path = await revised(plural, more)
  const last = (await read(path)).spec.template
  const page = `${on.cluster}/${plural}.apps/${namespace}/thrice`
  const form = await on.page(`${page}/undo?revision=1`)
  expect(rows(form).map((row) => row[3])).toEqual(['cart:3', 'cart:2', 'cart:1'])
  expect(lines(form, 'come')).toContain('image: cart:1')
  const answer = await sent(on, `${page}/undo`, fieldsOf(form))
  expect(answer.status, answer.body).toBe(303)
  const back = await read(path)
  expect(back.spec.template).toEqual(
    JSON.parse(JSON.stringify(last).replaceAll('cart:3', 'cart:1')),
  )
  await expect
    .poll(async () => rows(await on.page(`${page}/undo`)).map(([number]) => number), {
      timeout: 20_000,
    })
    .toEqual([expect.stringMatching(/^4\s+now$/), '3', '2'])
})

test('what is chosen is shown as a difference, and done without a word of who changed it', async () => {
  const [ns, name] = await twice()
  const path = `/apis/apps/v1/namespaces/${ns}/deployments/${name}`
  const page = `${on.cluster}/deployments.apps/${ns}/${name}`
  const before = JSON.stringify((await read(path)).spec.template)
  const form = await on.page(`${page}/undo`)
  const [, old] = rows(form)
  expect([old?.[0], fieldsOf(form)['revision']]).toEqual(['1', '1'])
  expect(lines(form, 'come').join()).toContain(`image: ${old?.[3] ?? ''}`)
  const answer = await sent(on, `${page}/undo`, fieldsOf(form))
  expect([answer.status, answer.headers.location]).toEqual([303, page])
  const after = JSON.stringify((await read(path)).spec.template)
  expect(after).not.toBe(before)
  expect(after).toContain(old?.[3] ?? 'no image')
})

test('what has had one revision only says so', async () => {
  const [ns, name] = await once()
  const form = await on.page(`${on.cluster}/daemonsets.apps/${ns}/${name}/undo`)
  expect(said(form)).toBe('There is no earlier revision to go back to.')
  expect(form.html.querySelector('form[data-action] button')?.hasAttribute('disabled')).toBe(true)
})
