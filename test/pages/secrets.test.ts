/** The value of a Secret is on no page and in no format. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Item, items, patch, pathOf } from '../support/api.ts'
import { keys } from '../support/rows.ts'
import { type Site, site } from '../support/site.ts'

const canary = 'CANARY-3f1d9c77-value'
const coded = Buffer.from(canary).toString('base64')
const applied = 'kubectl.kubernetes.io/last-applied-configuration'
/** Of its own object, and of all that the API server prints. */
const columns = [
  '?cols=name,V:.data.*,W:.data.canary,X:.data',
  '?sort=V:.data.canary',
  `?cols=A:.metadata.annotations,annotation:${applied}`,
]
let on: Site
let secret: Item['metadata'] | undefined

beforeAll(async () => {
  on = await site()
  // Of the seed: other namespaces are other tests' own, and go with them.
  const found = (await items('/api/v1/namespaces/shop/secrets')).find(
    ({ data }) => Object.keys(data ?? {}).length > 0,
  )
  secret = found!.metadata
  await patch(pathOf('secrets', secret), {
    data: { canary: coded },
    metadata: { annotations: { [applied]: JSON.stringify({ data: { canary: coded } }) } },
  })
})
afterAll(async () => {
  await on?.stop()
  const clean = { data: { canary: null }, metadata: { annotations: { [applied]: null } } }
  if (secret !== undefined) await patch(pathOf('secrets', secret), clean)
})

test('the value is planted: the API server itself gives it out', async () => {
  const all = await items('/api/v1/secrets')
  expect(all.map(({ data }) => data?.['canary'])).toContain(coded)
})

test('no page and no format shows it', async () => {
  const { namespace, name } = secret!
  const object = `${on.cluster}/secrets/${namespace}/${name}`
  const paths = [
    ...[
      '',
      '/yaml',
      '/events',
      '?as=json',
      '?as=yaml',
      '/parts/events',
      '/parts/owners',
      '/parts/certificates',
    ].map((part) => object + part),
    ...[
      '',
      '?size=500',
      '?q=canary',
      `?q=${coded}`,
      '?sort=data',
      '?cols=name,type,data',
      ...columns,
    ].map((search) => `${on.cluster}/secrets${search}`),
    `${on.cluster}/secrets?fs=data.canary%3Dx`,
    `${on.cluster}/secrets/${namespace}/${name}x`,
    `${on.cluster}/search?q=${name}`,
    `${on.cluster}/search?q=CANARY`,
    on.cluster,
  ]
  for (const path of paths) {
    const { body, status } = await on.ask(path)
    expect(status, path).toBeLessThan(500)
    const found = body.replaceAll(`q=${coded}`, '').replaceAll(`value="${coded}"`, '')
    expect(found.includes(canary), path).toBe(false)
    if (!path.includes(coded)) expect(found.includes(coded), path).toBe(false)
  }
})

test('what is shown is how long it is', async () => {
  const { body } = await on.ask(
    `${on.cluster}/secrets/${secret!.namespace}/${secret!.name}?as=json`,
  )
  const { data } = JSON.parse(body) as Item
  expect(data?.['canary']).toBe(`<hidden, ${canary.length} bytes>`)
  const yaml = await on.ask(`${on.cluster}/secrets/${secret!.namespace}/${secret!.name}?as=yaml`)
  expect(yaml.body).toMatch(new RegExp(`canary: ['"]?<hidden, ${canary.length} bytes>`))
})

test('searching for a value finds no secret', async () => {
  expect(keys(await on.page(`${on.cluster}/secrets?q=${coded}`))).toEqual([])
})
