/** What Kube promises of any API server: lists, objects, discovery, refusals. */
import { beforeAll, describe, expect, test } from 'vitest'
import { KubeError } from '../../src/errors.ts'
import type { Discovery, Kube, Resource, TableRow } from '../../src/kube.ts'
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
const keyOf = (row: TableRow) => `${row.meta.namespace ?? '-'}/${row.meta.name}`

describe('discovery', () => {
  test('lists core resources first, one entry a plural and group', () => {
    expect(discovery.resources[0]?.group).toBe('')
    const ids = discovery.resources.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(['pods', 'deployments.apps', 'jobs.batch']))
  })

  test('resolves the words that kubectl takes', () => {
    const words = ['po', 'pod', 'Pod', 'pods', 'deploy', 'deployments.v1.apps', 'deployment', 'svc']
    const found = words.map((word) => discovery.resolve(word)?.id)
    expect(found).toEqual([
      ...['pods', 'pods', 'pods', 'pods'],
      ...['deployments.apps', 'deployments.apps', 'deployments.apps', 'services'],
    ])
  })

  test('finds a resource by an owner’s apiVersion and kind', () => {
    expect(discovery.of('apps/v1', 'ReplicaSet')?.id).toBe('replicasets.apps')
    expect(discovery.of('v1', 'Node')?.namespaced).toBe(false)
  })

  test('names that objects inherit are not resources', () => {
    for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(discovery.resolve(word)).toBeUndefined()
      expect(discovery.get(word)).toBeUndefined()
    }
  })

  test('tells verbs and subresources', () => {
    expect(resource('pods').subresources).toContain('log')
    expect(resource('pods').verbs).toEqual(expect.arrayContaining(['get', 'list', 'watch']))
  })
})

describe('lists', () => {
  needs('table')('a table has the server’s columns and the metadata of each row', async () => {
    const table = await kube.table(resource('pods'), all)
    expect(table.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Name', 'Ready', 'Status', 'Restarts', 'Age']),
    )
    expect(table.columns.some(({ format }) => format === 'name')).toBe(true)
    expect(table.rows.length).toBeGreaterThan(0)
    for (const { meta } of table.rows) {
      expect(meta.uid).toMatch(/^[-0-9a-f]{36}$/)
      expect(meta).not.toHaveProperty('managedFields')
    }
  })

  needs('table')('every resource that can be listed answers with a table', async () => {
    const listable = discovery.resources.filter(({ verbs }) => verbs.includes('list'))
    for (const one of listable) {
      const table = await kube.table(one, { ...all, limit: 2 })
      expect(table.columns.length, one.id).toBeGreaterThan(0)
      for (const row of table.rows) expect(row.cells.length, one.id).toBe(table.columns.length)
    }
  })

  needs('table', 'paging')('pages go on where the page before ended', async () => {
    const first = await kube.table(resource('pods'), { ...all, limit: 2 })
    expect(first.rows).toHaveLength(2)
    expect(first.remaining).toBeGreaterThan(0)
    const next = await kube.table(resource('pods'), {
      ...all,
      limit: 2,
      continue: first.continue ?? '',
    })
    const keys = [...first.rows, ...next.rows].map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(keys.toSorted())
  })

  needs('table', 'paging')('a fill has every row once and says how far it is', async () => {
    const heard: number[] = []
    const whole = await kube.fill(resource('pods'), all, (rows) => heard.push(rows))
    const plain = await kube.objects(resource('pods'), all)
    expect(whole.rows.map(keyOf)).toEqual(
      plain.items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    )
    expect(heard.at(-1)).toBe(whole.rows.length)
    expect(whole.continue).toBeNull()
  })

  needs('label-selectors')('a label selector narrows on the server', async () => {
    const some = await kube.objects(resource('deployments.apps'), all)
    const [label] = Object.entries(some.items[0]?.metadata.labels ?? {})
    const labels = label?.join('=') ?? 'none'
    const narrowed = await kube.objects(resource('deployments.apps'), { ...all, labels })
    expect(narrowed.items.length).toBeGreaterThan(0)
    for (const { metadata } of narrowed.items) {
      expect(Object.entries(metadata.labels ?? {})).toContainEqual(label)
    }
  })

  needs('field-selectors')('a field selector narrows on the server', async () => {
    const [pod] = (await kube.metadata(resource('pods'), all)).items
    const fields = `metadata.name=${pod?.metadata.name}`
    const narrowed = await kube.metadata(resource('pods'), { ...all, fields })
    expect(narrowed.items.map(({ metadata }) => metadata.name)).toContain(pod?.metadata.name)
    expect(new Set(narrowed.items.map(({ metadata }) => metadata.name)).size).toBe(1)
  })

  test('objects of a list say their kind and version, as the list itself does not', async () => {
    const { items } = await kube.objects(resource('deployments.apps'), all)
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['Deployment']))
    expect(items[0]?.apiVersion).toBe('apps/v1')
  })

  needs('label-selectors')('a selector that is none is refused in the server’s words', async () => {
    const refusal = kube.table(resource('pods'), { ...all, labels: 'a in (' })
    await expect(refusal).rejects.toMatchObject({ status: 400, reason: 'BadRequest' })
  })
})

describe('objects', () => {
  async function aPod(): Promise<{ resource: Resource; namespace: string; name: string }> {
    const [pod] = (await kube.metadata(resource('pods'), { ...all, limit: 1 })).items
    const { namespace = '', name = '' } = pod?.metadata ?? {}
    return { resource: resource('pods'), namespace, name }
  }

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
})

describe('secrets', () => {
  const shown = /^<hidden, \d+ bytes?>$/

  async function refs() {
    const { items } = await kube.metadata(resource('secrets'), all)
    expect(items.length).toBeGreaterThan(0)
    return items.map(({ metadata }) => ({
      resource: resource('secrets'),
      namespace: metadata.namespace ?? '',
      name: metadata.name,
    }))
  }

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

describe('people', () => {
  needs('self-subject-review')('identity is what the API server says', async () => {
    expect((await kube.identity()).username).not.toBe('')
  })

  needs('version')('the version is the API server’s', async () => {
    expect(await kube.version()).toMatch(/^v1\.\d+\./)
  })

  needs('access-review')('an administrator may delete pods', async () => {
    expect(await kube.can('delete', resource('pods'), 'default')).toBe(true)
  })

  needs('users')(
    'who may not list gets the server’s sentence and the verb and resource',
    async () => {
      const nobody = (await connected('nobody')).kube()
      expect(await nobody.can('list', resource('nodes'), null)).toBe(false)
      const refusal = nobody.table(resource('nodes'), all)
      await expect(refusal).rejects.toMatchObject({
        status: 403,
        reason: 'Forbidden',
        message: expect.stringMatching(
          /^nodes is forbidden: User ".*" cannot list resource "nodes"/,
        ),
        asked: { verb: 'list', resource: 'nodes' },
      })
    },
  )
})

describe('warnings', () => {
  needs('warnings')('what the server warns of comes with the answer', async () => {
    const { warnings } = await kube.table(resource('endpoints'), all)
    expect(warnings.join()).toContain('deprecated')
  })

  test('an answer without warnings has none', async () => {
    expect((await kube.table(resource('pods'), all)).warnings).toEqual([])
  })
})
