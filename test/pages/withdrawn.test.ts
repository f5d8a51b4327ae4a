/** A right that is taken away while its page is open. */
import { afterAll, beforeAll, expect } from 'vitest'
import { create, remove } from '../support/api.ts'
import { lined, type Lined } from '../support/lines.ts'
import { type Site, site } from '../support/site.ts'
import { live, streamed } from '../support/streamed.ts'
import { needs } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site({ args: ['--sign-in=token'] })
})
afterAll(() => on?.stop())

const core = '/api/v1/namespaces'
const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces`

/** Two people of a namespace of their own, who may read its config maps; each with a token. */
async function people(namespace: string) {
  await create(core, { metadata: { name: namespace } })
  await create(`${rbac}/${namespace}/roles`, {
    metadata: { name: 'reader' },
    rules: [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list', 'watch'] },
    ],
  })
  return Promise.all(['one', 'other'].map((name) => person(namespace, name)))
}

async function person(namespace: string, name: string): Promise<string> {
  await create(`${core}/${namespace}/serviceaccounts`, { metadata: { name } })
  await create(`${rbac}/${namespace}/rolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  })
  const asked = { spec: { expirationSeconds: 3600 } }
  const made = await create(`${core}/${namespace}/serviceaccounts/${name}/token`, asked)
  return (made as { status: { token: string } }).status.token
}

const watching = async (token: string, path: string) =>
  streamed(on.origin, `${on.cluster}/${path}watch=`, { authorization: `Bearer ${token}` })

const spec = { containers: [{ name: 'main', image: 'registry.example.com/shop/cart:1' }] }

/** All of a pod's log as text, followed until it ends. @returns once it is open. */
async function following(
  token: string,
  namespace: string,
): Promise<{ readonly whole: Promise<string> }> {
  await create(`${core}/${namespace}/pods`, { metadata: { name: 'talker' }, spec })
  const path = `${on.cluster}/pods/${namespace}/talker/logs?as=txt&follow=1`
  const answer = await fetch(on.origin + path, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(200)
  return { whole: answer.text() }
}

/** The logs of pods of which there were none when it began, as text. @returns once one has come. */
async function awaiting(token: string, namespace: string): Promise<Lined> {
  const path = `${on.cluster}/pods/logs?ns=${namespace}&l=app%3Dlate&as=txt&follow=1`
  const lines = await lined(on.origin, path, { authorization: `Bearer ${token}` })
  const metadata = { name: 'late', labels: { app: 'late' } }
  await create(`${core}/${namespace}/pods`, { metadata, spec })
  await lines.until((all) => all.includes('# late main came'))
  return lines
}

needs('users', 'access-rules')(
  'ends the streams that lived on it with a word, and no others',
  { timeout: 120_000 },
  async () => {
    const namespace = `withdrawn-${Date.now()}`
    const tokens = await people(namespace)
    const [token = '', other = ''] = tokens
    const list = await watching(token, `configmaps?ns=${namespace}&`)
    const object = await watching(token, `configmaps/${namespace}/kube-root-ca.crt?`)
    const stays = await watching(other, `configmaps?ns=${namespace}&`)
    await Promise.all([list.until(live), stays.until(live)])
    // A controller's own config map comes by itself.
    await stays.until(({ rows }) => rows.length > 0)
    const text = await following(token, namespace)
    const late = await awaiting(token, namespace)
    const lines = await lined(on.origin, `${on.cluster}/configmaps?ns=${namespace}&watch=`, {
      authorization: `Bearer ${token}`,
    })
    await lines.until((all) => all.length > 1)
    const before = stays.said.length
    await remove(`${rbac}/${namespace}/rolebindings/one`)
    await Promise.all([list.over, object.over])
    await lines.over
    expect(lines.lines.at(-1)).toBe('# no longer allowed')
    for (const { said } of [list, object])
      expect(said.at(-1)).toMatchObject({ event: 'end', data: 'no longer allowed' })
    expect(await text.whole).toMatch(
      /# talker main: (?:may not be read any more|pods "talker" is forbidden: .+)\n$/,
    )
    await late.over
    expect(late.lines.at(-1)).toBe('# late main: may not be read any more')
    await create(`${core}/${namespace}/configmaps`, { metadata: { name: 'later' } })
    await stays.until(({ rows }) => rows.some((row) => row.includes('later')))
    expect(live(stays)).toBe(true)
    expect(stays.steps.slice(-1)).toEqual([`insert ${namespace}/later`])
    // Neither a word of its end nor a new window.
    expect(stays.said.length).toBe(before + 1)
    await remove(`${core}/${namespace}`)
  },
)
