/** What people do to one object: a form that says what will be, one wish sent once, to what was seen. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answered, type Fields, fieldsOf, said, sent } from '../support/acting.ts'
import { create, item, patch, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let namespace: string
let name: string
/** Of the Deployment: on the page, and at the API server. */
let page: string
let path: string

beforeAll(async () => {
  on = await site({ base: '/a/b' })
  ;[namespace, name] = await deployment()
  page = `${on.cluster}/deployments.apps/${namespace}/${name}`
  path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`
})

afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

async function deployment(): Promise<[string, string]> {
  const own = targetName === 'demo' ? 'web' : await ownNamespace('actions')
  const labels = { app: 'cart' }
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: 'app', image: 'cart:1' }] },
  }
  const spec = { replicas: 2, selector: { matchLabels: labels }, template }
  await create(`/apis/apps/v1/namespaces/${own}/deployments`, { metadata: { name: 'cart' }, spec })
  return [own, 'cart']
}

const buttons = ({ html }: Page) => html.querySelectorAll('.acts a').map(({ text }) => text)
const post = (to: string, fields: Fields, more?: Record<string, string>) =>
  sent(on, to, fields, more)
const posted = (to: string, fields: Fields) => answered(on, to, fields)

interface Deployment {
  readonly metadata: { readonly uid: string; readonly labels?: Record<string, string> }
  readonly spec: {
    readonly replicas: number
    readonly paused?: boolean
    readonly template: {
      readonly metadata: { readonly annotations?: Record<string, string> }
      readonly spec?: { readonly containers: readonly object[] }
    }
  }
}
const now = async () => (await item(path)) as unknown as Deployment
const restarted = async () =>
  (await now()).spec.template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'] ?? ''

test('a restart is one new mark in the template, however often its form is sent', async () => {
  const form = await on.page(`${page}/restart`)
  expect(form.status).toBe(200)
  expect(form.html.querySelector('.cli code')?.text).toContain(
    `rollout restart deployments.apps ${name} -n ${namespace}`,
  )
  const fields = fieldsOf(form)
  const [first, second] = await Promise.all([
    post(`${page}/restart`, fields),
    post(`${page}/restart`, fields),
  ])
  expect([first.status, second.status]).toEqual([303, 303])
  expect(first.headers.location).toBe(page)
  const mark = await restarted()
  expect(Date.parse(mark)).toBeGreaterThan(0)
  await post(`${page}/restart`, fields)
  expect(await restarted()).toBe(mark)
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
  const after = await on.page(page, { headers: { cookie } })
  expect(after.html.querySelector('.did')?.text).toBe('Restarted')
  expect(String(after.headers['set-cookie'])).toContain('pl_done=;')
})

test('what was done is told in our own words only: a cookie that another site set says nothing', async () => {
  const words = encodeURIComponent(JSON.stringify([page, 'Your session ended: call 0900']))
  for (const planted of [words, 'call', '%00', 'x'.repeat(2000)]) {
    const { status, html } = await on.page(page, { headers: { cookie: `pl_done=${planted}` } })
    expect([status, html.querySelector('.did')]).toEqual([200, null])
  }
})

test('pause and resume stand for one another', async () => {
  expect(buttons(await on.page(page))).toContain('Pause')
  await post(`${page}/pause`, fieldsOf(await on.page(`${page}/pause`)))
  expect((await now()).spec.paused).toBe(true)
  const paused = await on.page(page)
  expect(buttons(paused)).toContain('Resume')
  expect(buttons(paused)).not.toContain('Pause')
  const restart = await on.page(`${page}/restart`)
  expect(said(restart)).toBe('It is paused: nothing is rolled out until it is resumed.')
  expect(restart.html.querySelector('form[data-action] button')?.hasAttribute('disabled')).toBe(
    true,
  )
  const again = await posted(`${page}/pause`, fieldsOf(await on.page(`${page}/pause`)))
  expect([again.status, said(again)]).toEqual([409, expect.stringContaining('done already')])
  await post(`${page}/resume`, fieldsOf(await on.page(`${page}/resume`)))
  expect((await now()).spec.paused).not.toBe(true)
})

test('another object of this name is left alone', async () => {
  const { uid: _, ...fields } = fieldsOf(await on.page(`${page}/pause`))
  const other = { ...fields, uid: '00000000-0000-4000-8000-000000000000' }
  const answer = await posted(`${page}/pause`, other)
  expect(answer.status).toBe(409)
  expect(said(answer)).toContain('another one has its name now')
  expect((await now()).spec.paused).not.toBe(true)
})

needs('scale')('a scale is of the number that was seen, and of no other', async () => {
  const form = await on.page(`${page}/scale`)
  const before = (await now()).spec.replicas
  expect(fieldsOf(form)).toMatchObject({ replicas: String(before) })
  const wrong = await posted(`${page}/scale`, { ...fieldsOf(form), replicas: '<many>' })
  expect(wrong.status).toBe(422)
  expect(wrong.html.querySelector('#wrong-replicas')?.text).toContain('is no number of replicas')
  expect(fieldsOf(wrong)).toMatchObject({ replicas: '<many>' })
  expect(wrong.html.querySelectorAll('[role=alert]')).toHaveLength(1)
  expect(wrong.html.querySelector('.cli code')?.text).toContain(`--replicas=${before}`)
  expect(wrong.html.querySelector('[autofocus]')?.getAttribute('name')).toBe('replicas')
  const most = await posted(`${page}/scale`, { ...fieldsOf(form), replicas: '99999999999' })
  expect(said(most)).toBe('“99999999999” is too many: 2147483647 is the most.')
  await patch(path, { spec: { replicas: before + 1 } })
  const late = await posted(`${page}/scale`, { ...fieldsOf(form), replicas: '7' })
  expect([late.status, fieldsOf(late)['replicas']]).toEqual([409, '7'])
  expect(said(late)).toContain('changed by somebody else')
  expect(said(late)).toContain(`It is ${before + 1} now; you typed 7.`)
  await post(`${page}/scale`, { ...fieldsOf(late), replicas: '1' })
  expect((await now()).spec.replicas).toBe(1)
})

test('labels are changed as lines, and a wrong one is marked', async () => {
  const form = await on.page(`${page}/labels`)
  const lines = form.html.querySelector('textarea[name=labels]')?.text.trim() ?? ''
  const fields = fieldsOf(form)
  const wrong = await posted(`${page}/labels`, { ...fields, labels: `${lines}\r\nteam=a b` })
  expect(wrong.status).toBe(422)
  expect(wrong.html.querySelector('#wrong-labels')?.text).toContain('“a b” is no value of a label')
  expect(wrong.html.querySelector('textarea[name=labels]')?.text).toContain('team=a b')
  await post(`${page}/labels`, { ...fieldsOf(wrong), labels: `${lines}\r\nteam=api` })
  expect((await now()).metadata.labels).toMatchObject({ team: 'api' })
  const next = fieldsOf(await on.page(`${page}/labels`))
  await post(`${page}/labels`, { ...next, labels: lines })
  expect((await now()).metadata.labels ?? {}).not.toHaveProperty('team')
})

needs('strategic-patch')('an image is changed by the name of its container', async () => {
  const fields = fieldsOf(await on.page(`${page}/image`))
  expect(fields).toMatchObject({ 'image.app': 'cart:1' })
  await post(`${page}/image`, { ...fields, 'image.app': 'cart:2' })
  const [container] = (await now()).spec.template.spec?.containers ?? []
  expect(container).toMatchObject({ name: 'app', image: 'cart:2' })
  const late = await posted(`${page}/image`, { ...fields, once: '', 'image.app': 'cart:3' })
  expect(late.status).toBe(409)
})

test('who may not is told what lacks, with the Role that gives it', async () => {
  const theirs = page.replace('/c/admin/', '/c/nobody/')
  const form = await on.page(`${theirs}/restart`)
  expect(form.status).toBe(403)
})

test('a script gets the outcome as JSON, and waits for it', async () => {
  const { uid = '' } = fieldsOf(await on.page(`${page}/restart`))
  const answer = await post(`${page}/restart?wait=20s`, { uid }, { accept: 'application/json' })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body)).toMatchObject({
    kind: 'Deployment',
    metadata: { name, uid },
    message: 'Restarted',
    done: expect.any(Boolean),
  })
})

test('what came from elsewhere does nothing', async () => {
  const fields = fieldsOf(await on.page(`${page}/pause`))
  const foreign = await post(`${page}/pause`, fields, { 'sec-fetch-site': 'cross-site' })
  expect(foreign.status).toBe(403)
  expect((await now()).spec.paused).not.toBe(true)
})

test('an action that there is not is not found', async () => {
  expect((await on.page(`${page}/cordon`)).status).toBe(404)
})

needs('disruption-budgets')(
  'a budget that wants a pod to stay is named, and it stays',
  async () => {
    const labels = { app: 'budget' }
    const pods = `/api/v1/namespaces/${namespace}/pods`
    await create(pods, {
      metadata: { name: 'alone', labels },
      spec: { containers: [{ name: 'app', image: 'cart:1' }] },
    })
    const budgets = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`
    const spec = { minAvailable: 1, selector: { matchLabels: labels } }
    await create(budgets, { metadata: { name: 'stays' }, spec })
    const running = async () => JSON.stringify(await item(`${pods}/alone`)).includes('"ready":true')
    await expect.poll(running, { timeout: 20_000 }).toBe(true)
    const evicted = `${on.cluster}/pods/${namespace}/alone/eviction`
    const form = await on.page(evicted)
    expect(form.html.querySelector('.act')?.text).toContain('no controller owns it')
    const answer = await posted(evicted, fieldsOf(form))
    expect(answer.status).toBe(429)
    expect(said(answer)).toMatch(/disruption budget stays needs 1 healthy pods/)
    expect((await item(`${pods}/alone`)).metadata.name).toBe('alone')
    await remove(`${budgets}/stays`)
    await expect
      .poll(async () => (await post(evicted, { ...fieldsOf(answer), once: '' })).status)
      .toBe(303)
  },
)

test('what is deleted is what was seen, with what it owns; a guarded one by its name', async () => {
  const form = await on.page(`${page}/deletion`)
  const goes = form.html.querySelectorAll('.goes li').map(({ text }) => text)
  expect(goes).toContainEqual(expect.stringMatching(/^\d ReplicaSets?:/))
  expect(goes.join()).not.toContain('Deployment')
  const fields: Record<string, string> = { ...fieldsOf(form), propagation: 'Background' }
  const other = await posted(`${page}/deletion`, { ...fields, uid: '0', once: '' })
  expect([other.status, (await now()).metadata.uid]).toEqual([409, fields['uid']])
  if ('confirm' in fields) {
    const unsure = await posted(`${page}/deletion`, { ...fields, confirm: 'x' })
    expect(unsure.status).toBe(422)
    expect((await now()).metadata.uid).toBe(fields['uid'])
  }
  const from = `${on.cluster}/deployments.apps?q=cart&sort=name`
  const answer = await post(`${page}/deletion`, { ...fields, confirm: name, from })
  expect(answer.headers.location).toBe(from)
  await expect.poll(() => now().catch(() => null)).toBeNull()
})
