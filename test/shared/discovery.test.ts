/** What Kube promises of any API server: what it serves and who is asking. */
import { beforeAll, describe, expect, test } from 'vitest'
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
      ...Array(4).fill('pods'),
      ...Array(3).fill('deployments.apps'),
      'services',
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

  needs('users')('a client certificate is a way to sign in', async () => {
    const admin = (await connected('admin-cert')).kube()
    expect((await admin.identity()).groups).toContain('system:masters')
  })

  needs('users')('a cluster that is gone says at which step', async () => {
    const gone = (await connected('gone')).kube()
    await expect(gone.discovery()).rejects.toMatchObject({ status: 502, step: 'connection' })
  })

  needs('people')('who may read pods may not read their logs for that', async () => {
    const tim = (await connected('tim')).kube()
    expect(await tim.can('get', resource('pods'), 'web', 'x')).toBe(true)
    expect(await tim.can('get', resource('pods'), 'web', 'x', 'log')).toBe(false)
  })

  needs('people')('who may list in some namespaces may not list in all', async () => {
    const ada = (await connected('ada')).kube()
    await expect(ada.table(resource('pods'), all)).rejects.toMatchObject({ status: 403 })
  })

  needs('people')(
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
