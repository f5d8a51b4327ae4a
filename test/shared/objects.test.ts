/** What Kube promises of any API server: objects, and Secrets without their values. */
import { beforeAll, describe, expect, test } from 'vitest'
import { KubeError } from '../../src/errors.ts'
import type { Discovery, Kube, Resource } from '../../src/kube.ts'
import { connected, needs } from '../support/target.ts'

let kube: Kube
let discovery: Discovery

beforeAll(async () => {
  kube = (await connected()).kube()
  discovery = await kube.discovery()
})

function resource(id: string): Resource {
  const found = discovery.get(id)
  if (found === undefined) throw new Error(`the target does not serve ${id}`)
  return found
}

const all = { namespace: null }

async function aPod(): Promise<{ resource: Resource; namespace: string; name: string }> {
  const [pod] = (await kube.metadata(resource('pods'), { ...all, limit: 1 })).items
  const { namespace = '', name = '' } = pod?.metadata ?? {}
  return { resource: resource('pods'), namespace, name }
}

async function refs() {
  const { items } = await kube.metadata(resource('secrets'), all)
  expect(items.length).toBeGreaterThan(0)
  return items.map(({ metadata }) => ({
    resource: resource('secrets'),
    namespace: metadata.namespace ?? '',
    name: metadata.name,
  }))
}

describe('objects', () => {
  test('get answers the whole object', async () => {
    const ref = await aPod()
    const { value } = await kube.get(ref)
    expect(value.kind).toBe('Pod')
    expect(value.metadata).toMatchObject({ name: ref.name, namespace: ref.namespace })
    expect(value['spec']).toBeDefined()
  })

  needs('metadata')('head answers the metadata and the object’s own kind', async () => {
    const { value } = await kube.head(await aPod())
    expect(value.kind).toBe('Pod')
    expect(value).not.toHaveProperty('spec')
  })

  needs('yaml')('yaml is the server’s own text', async () => {
    const ref = await aPod()
    const { value } = await kube.yaml(ref)
    expect(value).toMatch(/^apiVersion: v1\nkind: Pod\nmetadata:\n/)
    expect(value).toContain(`name: ${ref.name}\n`)
  })

  test('an object that is not there is a 404 in the server’s words', async () => {
    const ref = { ...(await aPod()), name: 'no-such-pod' }
    const refusal = await kube.get(ref).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(KubeError)
    expect(refusal).toMatchObject({
      status: 404,
      reason: 'NotFound',
      message: 'pods "no-such-pod" not found',
      asked: { verb: 'get', resource: 'pods', name: 'no-such-pod' },
    })
  })

  needs('yaml', 'table')('asked for YAML or for a row, it fails in the same words', async () => {
    const ref = { ...(await aPod()), name: 'no-such-pod' }
    const words = { status: 404, message: 'pods "no-such-pod" not found' }
    await expect(kube.yaml(ref)).rejects.toMatchObject(words)
    await expect(kube.row(ref)).rejects.toMatchObject(words)
    await expect(kube.head(ref)).rejects.toMatchObject(words)
  })

  needs('table')('a row carries what the list prints of the object', async () => {
    const ref = await aPod()
    const listed = await kube.table(ref.resource, {
      namespace: ref.namespace,
      fields: `metadata.name=${ref.name}`,
    })
    const { columns, rows } = await kube.row(ref)
    expect(columns).toEqual(listed.columns)
    expect(rows.map(({ meta }) => meta.uid)).toEqual(listed.rows.map(({ meta }) => meta.uid))
  })
})

describe('secrets', () => {
  const shown = /^<hidden, \d+ bytes?>$/

  test('values are hidden in one object and in a list of them', async () => {
    const [ref] = await refs()
    const { value } = await kube.get(ref!)
    const { items } = await kube.objects(resource('secrets'), all)
    const data = [value, ...items].flatMap((object) => Object.values(object['data'] ?? {}))
    expect(data.length).toBeGreaterThan(0)
    for (const one of data) expect(one).toMatch(shown)
  })

  test('values are hidden in YAML', async () => {
    for (const ref of await refs()) {
      const { value } = await kube.yaml(ref)
      const block = /^data:\n((?: {2}.*\n)*)/m.exec(value)?.[1] ?? ''
      for (const line of block.split('\n').filter(Boolean))
        expect(line).toMatch(/: <hidden, \d+ bytes?>$/)
    }
  })
})
