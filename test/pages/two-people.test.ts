/** Hundreds of random requests of two people with disjoint rights, over one server and one of their own each. */
import { expect, test } from 'vitest'
import { create, patch, recorded } from '../support/api.ts'
import { marked, type Person } from '../support/marked.ts'
import { random } from '../support/random.ts'
import { site } from '../support/site.ts'
import { targetName } from '../support/target.ts'
import { askAtRandom } from '../support/two-people.ts'

const core = '/api/v1/namespaces'
const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces'

/** Somebody who may edit in a namespace of their own, with things in it. */
async function settled(namespace: string): Promise<string> {
  await create(core, { metadata: { name: namespace } })
  const at = `${core}/${namespace}`
  await create(`${at}/serviceaccounts`, { metadata: { name: 'one' } })
  await create(`${rbac}/${namespace}/rolebindings`, {
    metadata: { name: 'one' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
    subjects: [{ kind: 'ServiceAccount', name: 'one', namespace }],
  })
  const spec = { containers: [{ name: 'main', image: `registry.example.com/${namespace}:1` }] }
  for (const name of ['cart', 'shop', 'till'].map((each) => `${each}-of-${namespace}`)) {
    const value = Buffer.from(`password of ${name}`).toString('base64')
    await create(`${at}/configmaps`, { metadata: { name }, data: { key: `value of ${name}` } })
    await create(`${at}/secrets`, { metadata: { name }, data: { key: value } })
    await create(`${at}/pods`, { metadata: { name, labels: { app: name } }, spec })
    await create(`${at}/services`, {
      metadata: { name },
      spec: { selector: { app: name }, ports: [{ port: 80 }] },
    })
    await create(`${at}/events`, {
      metadata: { name },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace, name },
      reason: 'Planted',
      message: `what only ${namespace} hears`,
      type: 'Warning',
    })
  }
  const asked = { spec: { expirationSeconds: 3600 } }
  const made = await create(`${at}/serviceaccounts/one/token`, asked)
  return (made as { status: { token: string } }).status.token
}

const admin = { get: recorded, patch }

async function two(): Promise<readonly [Person, Person]> {
  const real = targetName === 'real'
  const stamp = Date.now().toString(36)
  const namespaces = real
    ? ([`pair-one-${stamp}`, `pair-two-${stamp}`] as const)
    : (['shop', 'data'] as const)
  const tokens = real ? await Promise.all(namespaces.map(settled)) : ['ada', 'dan']
  const [one, other] = await marked(admin, 'admin', namespaces)
  const person = (at: 0 | 1, own: typeof one): Person => ({
    name: ['ada', 'dan'][at] ?? '',
    token: tokens[at] ?? '',
    namespace: namespaces[at],
    marked: own,
  })
  return [person(0, one), person(1, other)]
}

test('neither of two people hears of what only the other may see', async () => {
  const people = await two()
  for (const { marked: of } of people) expect(of.words.length).toBeGreaterThan(20)
  const args = [
    '--sign-in=token',
    `--namespaces=${people.map(({ namespace }) => namespace).join(',')},default`,
  ]
  const sites = await Promise.all([0, 1, 2].map(() => site({ args })))
  const [shared, first, second] = sites.map(({ origin }) => new URL(origin)) as [URL, URL, URL]
  try {
    const found = await askAtRandom({
      shared,
      alone: [first, second],
      people,
      count: 300,
      many: 12,
      chance: random(20_261_126),
    })
    expect(found.wrong).toEqual([])
    expect(found.compared).toBeGreaterThan(100)
    expect(found.statuses.get(200)).toBeGreaterThan(100)
    expect(found.statuses.get(403)).toBeGreaterThan(20)
  } finally {
    await Promise.all(sites.map((one) => one.stop()))
  }
}, 120_000)
