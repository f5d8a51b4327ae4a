/** What Kube promises of any API server: what a person may list, as the lists themselves answer. */
import { expect, test } from 'vitest'
import type { Kube } from '../../src/kube.ts'
import { connected, needs, type Person } from '../support/target.ts'

const rules = needs('rules-review', 'people')

async function as(person: Person): Promise<Kube> {
  return (await connected(person)).kube()
}

const refused = (error: unknown) =>
  expect(error).toMatchObject({ status: 403, reason: 'Forbidden' })

/** Whether the API server gives the first page of each listable kind there. */
async function listed(kube: Kube, namespace: string | null): Promise<Record<string, boolean>> {
  const { resources } = await kube.discovery()
  const asked = resources
    .filter(({ verbs, namespaced }) => verbs.includes('list') && (namespaced || namespace === null))
    .map(async (resource) => {
      const list = kube.metadata(resource, { namespace, limit: 1 })
      const may = await list.then(
        () => true,
        (error: unknown) => (refused(error), false),
      )
      return [resource.id, may] as const
    })
  return Object.fromEntries(await Promise.all(asked))
}

async function told(kube: Kube, namespace: string | null): Promise<Record<string, boolean | null>> {
  const { resources } = await kube.discovery()
  const rights = await kube.rights(namespace)
  return Object.fromEntries(resources.map((one) => [one.id, rights.mayList(one)]))
}

rules.each([
  ['admin', null],
  ['admin', 'web'],
  ['ada', null],
  ['ada', 'shop'],
  ['bea', null],
  ['bea', 'web'],
  ['bea', 'shop'],
  ['nobody', 'web'],
] as const)('what %s may list (namespace: %s) is what the lists answer', async (who, namespace) => {
  const kube = await as(who)
  expect(await told(kube, namespace)).toMatchObject(await listed(kube, namespace))
})

rules('a role of one namespace that names namespaces is no right to list them all', async () => {
  const bea = await as('bea')
  const namespaces = (await bea.discovery()).get('namespaces')!
  expect((await bea.rights('web')).mayList(namespaces)).toBe(true)
  expect((await bea.rights(null)).mayList(namespaces)).toBe(false)
})

rules(
  'of many namespaces those are named in which one may list anything, and no others',
  async () => {
    const many = [
      'kube-system',
      'shop',
      ...Array.from({ length: 40 }, (_, n) => `none-${n}`),
      'web',
    ]
    expect(await (await as('bea')).among(many)).toMatchObject({ names: ['web'], unchecked: 0 })
    expect((await (await as('ada')).among(many)).names).toEqual(['shop', 'web'])
    expect((await (await as('nobody')).among(many)).names).toEqual([])
    expect((await (await as('ada')).among([])).names).toEqual([])
  },
)

rules('what is known is not asked again', async () => {
  const connection = await connected('bea')
  const tally = { calls: 0, ms: 0, open: 0 }
  const kube = connection.kube({ tally })
  expect(kube.knownRights('web')).toBeNull()
  await Promise.all([kube.rights('web'), kube.rights('web'), kube.rights(null)])
  await kube.rights('web')
  expect(tally.calls).toBe(2)
  expect(kube.knownRights('web')).toBe(await kube.rights('web'))
})

test('a namespace that can never exist is not asked about', async () => {
  const kube = await as('admin')
  await expect(kube.rights('../web')).rejects.toMatchObject({ status: 404 })
  await expect(kube.among(['..%2f'])).rejects.toMatchObject({ status: 404 })
})
