/** The logs of what a CronJob started. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create, item, remove } from '../support/api.ts'
import { type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const spec = { containers: [{ name: 'main', image: 'registry.example.com/shop/nightly:1' }] }

describe('of a CronJob', () => {
  const jobs = '/apis/batch/v1/namespaces/shop/jobs'
  const crons = '/apis/batch/v1/namespaces/shop/cronjobs'
  const name = targetName === 'demo' ? 'sitemap' : `nightly-${process.pid}`
  const path = () => `${on.cluster}/cronjobs.batch/shop/${name}/logs`
  const notes = async () =>
    (await on.page(path())).html.querySelectorAll('.log-note').map((one) => one.text)
  const pods = async () => {
    const { body } = await on.ask(`${path()}?as=ndjson&tail=500`)
    const lines = body.split('\n').filter((line) => line !== '')
    return [...new Set(lines.map((line) => (JSON.parse(line) as { pod: string }).pod))]
  }
  const template = { spec: { ...spec, restartPolicy: 'Never' } }

  async function run(number: number): Promise<void> {
    const { metadata } = await item(`${crons}/${name}`)
    const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name, uid: metadata.uid }
    const meta = { name: `${name}-${number}`, ownerReferences: [owner] }
    await create(jobs, { metadata: meta, spec: { template } })
  }

  beforeAll(async () => {
    if (targetName === 'demo') return
    const cron = { schedule: '0 3 * * *', suspend: true, jobTemplate: { spec: { template } } }
    await create(crons, { metadata: { name }, spec: cron })
    await Promise.all([run(1), run(2), run(3)])
  })
  afterAll(() => (targetName === 'demo' ? undefined : remove(`${crons}/${name}`)))

  test('the lines of all its runs', async () => {
    await expect.poll(async () => (await pods()).length, { timeout: 30_000 }).toBe(3)
    for (const pod of await pods()) expect(pod).toMatch(RegExp(`^${name}-\\d+-`))
    const page = await on.page(path().replace(/.logs$/, ''))
    expect(page.html.querySelectorAll('.tabs a').map((tab) => tab.text)).toContain('Logs')
  }, 60_000)

  needs('own-namespaces')(
    'a run that is started meanwhile is followed',
    async () => {
      const page = await on.page(path())
      const address = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
      const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
      await run(4)
      const came = RegExp(`${name}-4-\\S+ main came\\.`)
      await one.until(({ said }) => said.some(({ data }) => came.test(data)))
    },
    60_000,
  )

  needs('own-namespaces')(
    'of many runs the newest ten are read, and that is said',
    async () => {
      await Promise.all([5, 6, 7, 8, 9, 10, 11, 12].map((number) => run(number)))
      await expect
        .poll(notes, { timeout: 30_000 })
        .toContainEqual(expect.stringMatching(/^These are the newest 10 of 1[0-9] jobs: /))
      await expect.poll(async () => (await pods()).length, { timeout: 30_000 }).toBe(10)
    },
    90_000,
  )
})
