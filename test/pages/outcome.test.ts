/** What is said of an action once it is done: to scripts that wait, and where what it made stands. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldsOf, sent } from '../support/acting.ts'
import { create, item, items, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
/** Where a test makes its own. */
let ns = 'shop'

beforeAll(async () => {
  on = await site()
  if (targetName === 'real') ns = await ownNamespace('outcome')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})

const at = (id: string, name: string, namespace = ns) => `${on.cluster}/${id}/${namespace}/${name}`
const buttons = ({ html }: Page) => html.querySelectorAll('.acts a').map(({ text }) => text)
async function act(page: string, action: string, more: Readonly<Record<string, string>> = {}) {
  const answer = await sent(on, `${page}/${action}`, {
    ...fieldsOf(await on.page(`${page}/${action}`)),
    ...more,
  })
  expect([action, answer.status]).toEqual([action, 303])
  return answer
}
const specOf = async (path: string) =>
  ((await item(path)) as unknown as { spec: Readonly<Record<string, unknown>> }).spec

const labels = { app: 'waits' }
const pod = { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'cart:1' }] } }
const once = { restartPolicy: 'Never', containers: [{ name: 'app', image: 'cart:1' }] }

interface Outcome {
  readonly done: boolean
  readonly progress: { readonly state: string; readonly words: string }
}
async function waited(page: string, action: string, more: Readonly<Record<string, string>> = {}) {
  const { uid = '' } = fieldsOf(await on.page(`${page}/${action}`))
  const fields = { uid, ...more }
  const answer = await sent(on, `${page}/${action}?wait=40s`, fields, {
    accept: 'application/json',
  })
  return JSON.parse(answer.body) as Outcome
}

needs('controllers')('a script waits until all pods are of the new template, and up', async () => {
  const spec = {
    replicas: 1,
    selector: { matchLabels: labels },
    serviceName: 'waits',
    template: pod,
  }
  const path = `/apis/apps/v1/namespaces/${ns}/statefulsets`
  await create(path, { metadata: { name: 'waits' }, spec })
  const page = at('statefulsets.apps', 'waits')
  expect(await waited(page, 'image', { 'image.app': 'cart:2' })).toMatchObject({ done: true })
  const { status } = (await item(`${path}/waits`)) as unknown as { status: Record<string, unknown> }
  expect(status).toMatchObject({ updatedReplicas: 1, readyReplicas: 1 })
  const [only] = await items(`/api/v1/namespaces/${ns}/pods?labelSelector=app%3Dwaits`)
  expect(JSON.stringify(only)).toContain('"image":"cart:2"')
})

needs('rollouts')(
  'what makes no progress in time is stuck, and not waited for any longer',
  async () => {
    const nowhere = { ...pod.spec, nodeSelector: { nowhere: 'yes' } }
    const template = { metadata: { labels: { app: 'stuck' } }, spec: nowhere }
    const selector = { matchLabels: { app: 'stuck' } }
    const spec = { replicas: 2, progressDeadlineSeconds: 2, selector, template }
    await create(`/apis/apps/v1/namespaces/${ns}/deployments`, {
      metadata: { name: 'stuck' },
      spec,
    })
    const page = at('deployments.apps', 'stuck')
    const outcome = await waited(page, 'scale', { replicas: '3' })
    expect(outcome).toMatchObject({ done: false, progress: { state: 'stuck' } })
    expect(outcome.progress.words).toMatch(/^no progress in time, \d of 3 /)
  },
)

test('a CronJob is suspended, resumed, and started by hand: its Job is shown', async () => {
  const path = `/apis/batch/v1/namespaces/${ns}/cronjobs`
  const template = { spec: { template: { metadata: { labels }, spec: once } } }
  const spec = { schedule: '0 0 1 1 *', jobTemplate: { metadata: { labels }, ...template } }
  await create(path, { metadata: { name: 'yearly' }, spec })
  const page = at('cronjobs.batch', 'yearly')
  await act(page, 'suspend')
  expect((await specOf(`${path}/yearly`))['suspend']).toBe(true)
  expect(buttons(await on.page(page))).not.toContain('Suspend')
  await act(page, 'resume')
  expect((await specOf(`${path}/yearly`))['suspend']).toBe(false)
  const form = fieldsOf(await on.page(`${page}/trigger`))
  const [first, second] = await Promise.all([1, 2].map(() => sent(on, `${page}/trigger`, form)))
  const job = at('jobs.batch', form['name'] ?? '')
  expect([first?.headers.location, second?.headers.location]).toEqual([job, job])
  const made = (await items(`/apis/batch/v1/namespaces/${ns}/jobs`)).filter(
    ({ metadata }) => metadata.name === form['name'],
  )
  const { uid } = (await item(`${path}/yearly`)).metadata
  expect(made).toEqual([
    expect.objectContaining({
      metadata: expect.objectContaining({
        labels: expect.objectContaining(labels),
        annotations: expect.objectContaining({ 'cronjob.kubernetes.io/instantiate': 'manual' }),
        ownerReferences: [expect.objectContaining({ kind: 'CronJob', name: 'yearly', uid })],
      }),
    }),
  ])
  expect((await on.page(job)).status).toBe(200)
})

test('a Job is suspended and resumed', async () => {
  const path = `/apis/batch/v1/namespaces/${ns}/jobs`
  const spec = { suspend: true, template: { spec: once } }
  await create(path, { metadata: { name: 'held' }, spec })
  const page = at('jobs.batch', 'held')
  expect(buttons(await on.page(page))).toContain('Resume')
  await act(page, 'resume')
  expect((await specOf(`${path}/held`))['suspend']).toBe(false)
  await create(path, {
    metadata: { name: 'runs' },
    spec: { ...spec, suspend: false, parallelism: 0 },
  })
  await act(at('jobs.batch', 'runs'), 'suspend')
  expect((await specOf(`${path}/runs`))['suspend']).toBe(true)
})

test('a node is cordoned and uncordoned', async () => {
  const name = targetName === 'real' ? `cordoned-${process.pid}` : await firstNode()
  if (targetName === 'real') await create('/api/v1/nodes', { metadata: { name } })
  const page = at('nodes', name, '-')
  const form = await on.page(`${page}/cordon`)
  expect(form.html.querySelector('.cli code')?.text).toContain(`cordon ${name}`)
  await act(page, 'cordon')
  expect((await specOf(`/api/v1/nodes/${name}`))['unschedulable']).toBe(true)
  expect(buttons(await on.page(page))).toContain('Uncordon')
  await act(page, 'uncordon')
  expect((await specOf(`/api/v1/nodes/${name}`))['unschedulable'] ?? false).toBe(false)
  if (targetName === 'real') await remove(`/api/v1/nodes/${name}`)
})

const firstNode = async () => (await items('/api/v1/nodes'))[0]?.metadata.name ?? ''
