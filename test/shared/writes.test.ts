/** What Kube promises of changes, on any API server: of what was seen, once, told of. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Deed, Kube, Ref } from '../../src/kube.ts'
import { type Own, ownMap, ownSecret } from '../support/own.ts'
import { connected, needs } from '../support/target.ts'

let map: Own
let secret: Own
let ref: Ref
let kube: Kube
const deeds: Deed[] = []

beforeAll(async () => {
  const connection = await connected()
  kube = connection.kube({ deed: (deed) => void deeds.push(deed) })
  ;[map, secret] = [await ownMap('writes'), await ownSecret('writes-secret')]
  ref = await refOf('configmaps', map)
})

afterAll(async () => {
  await map.remove()
  await secret.remove()
})

async function refOf(id: string, { item: { metadata } }: Own): Promise<Ref> {
  const resource = (await kube.discovery()).get(id)
  if (resource === undefined) throw new Error(`the target does not serve ${id}`)
  return { resource, namespace: metadata.namespace ?? null, name: metadata.name }
}

const patch = (metadata: object, dryRun = false) =>
  kube.write({ ref, verb: 'patch', type: 'merge', text: JSON.stringify({ metadata }), dryRun })
const labels = async () => (await kube.get(ref)).value.metadata.labels ?? {}

describe('writes', () => {
  test('a patch changes what it names and tells who asked for it', async () => {
    const { uid } = (await kube.get(ref)).value.metadata
    const { object } = await patch({ uid, labels: { one: '1' } })
    expect(object?.metadata.labels).toMatchObject({ one: '1' })
    expect(await labels()).toMatchObject({ one: '1' })
    const about = { resource: 'configmaps', namespace: ref.namespace, name: ref.name, uid }
    expect(deeds.at(-1)).toMatchObject({ verb: 'patch', ...about, status: 200 })
  })

  test('a dry run stores nothing, answers what would be, and is no deed', async () => {
    const before = deeds.length
    const { object } = await patch({ labels: { dry: 'yes' } }, true)
    expect(object?.metadata.labels).toMatchObject({ dry: 'yes' })
    expect(await labels()).not.toHaveProperty('dry')
    expect(deeds.length).toBe(before)
  })

  test('another uid, or another version, changes nothing', async () => {
    const uid = '00000000-0000-4000-8000-000000000000'
    await expect(patch({ uid, labels: { two: '2' } })).rejects.toMatchObject({ status: 422 })
    const old = { resourceVersion: '1', labels: { two: '2' } }
    await expect(patch(old)).rejects.toMatchObject({ status: 409, reason: 'Conflict' })
    expect(await labels()).not.toHaveProperty('two')
    expect(deeds.at(-1)).toMatchObject({ verb: 'patch', status: 409 })
  })

  needs('update')('an update stores the text that was sent', async () => {
    const { value } = await kube.yaml(ref)
    const text = `${value.replace(/^data:\n(?: .*\n)*/m, '')}data:\n  mode: "0644"\n  answer: "yes"\n`
    const { object, yaml } = await kube.write({ ref, verb: 'update', yaml: text })
    expect(object).toMatchObject({ data: { mode: '0644', answer: 'yes' } })
    expect(yaml).toContain('mode: "0644"')
    await expect(kube.write({ ref, verb: 'update', yaml: text })).rejects.toMatchObject({
      status: 409,
    })
  })

  needs('update', 'strict')('an unknown field is refused by its name', async () => {
    const { value } = await kube.yaml(ref)
    const wrong = kube.write({ ref, verb: 'update', yaml: `${value}dada:\n  a: b\n` })
    await expect(wrong).rejects.toThrow(/unknown field "dada"/)
  })

  needs('update')(
    'values of a Secret come only when they are asked for, and that is told',
    async () => {
      const hidden = await refOf('secrets', secret)
      const { value } = await kube.reveal(hidden)
      expect(value).toContain('kind: Secret')
      expect(value).not.toContain('<hidden')
      expect(deeds.at(-1)).toMatchObject({ verb: 'reveal', resource: 'secrets', status: 200 })
      const text = `${value.replace(/^data:\n(?: .*\n)*/m, '')}data:\n  word: aHVzaA==\n`
      const done = await kube.write({ ref: hidden, verb: 'update', yaml: text })
      expect(JSON.stringify(done.object)).not.toContain('aHVzaA==')
      expect(done.object).toMatchObject({ data: { word: '<hidden, 4 bytes>' } })
    },
  )

  needs('create')('what is created twice is there once', async () => {
    const other = { ...ref, name: `${ref.name}-2` }
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: other.name } }
    const { object } = await kube.write({ ref: other, verb: 'create', body })
    expect(object?.metadata).toMatchObject({ name: other.name, namespace: ref.namespace })
    const again = kube.write({ ref: other, verb: 'create', body })
    await expect(again).rejects.toMatchObject({ status: 409, reason: 'AlreadyExists' })
    const uid = object?.metadata.uid ?? ''
    await kube.write({ ref: other, verb: 'delete', uid, propagation: 'Background' })
    await expect(kube.get(other)).rejects.toMatchObject({ status: 404 })
  })

  test('a delete takes only what was seen', async () => {
    const gone = { ref, verb: 'delete', propagation: 'Background' } as const
    const uid = '00000000-0000-4000-8000-000000000000'
    await expect(kube.write({ ...gone, uid })).rejects.toMatchObject({ status: 409 })
    const own = (await kube.get(ref)).value.metadata.uid ?? ''
    await kube.write({ ...gone, uid: own, dryRun: true })
    await kube.write({ ...gone, uid: own })
    await expect(kube.get(ref)).rejects.toMatchObject({ status: 404 })
    expect(deeds.at(-1)).toMatchObject({ verb: 'delete', uid: own, status: 200 })
  })
})
