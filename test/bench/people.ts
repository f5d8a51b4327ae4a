/** Service accounts for a benchmark: each is another person to the API server. */
import type { Api } from '../cluster/api.ts'

export interface People {
  /** What their names begin with. */
  readonly group: string
  readonly count: number
  /** The ClusterRole that they are bound to. */
  readonly role: string
}

const namespace = 'default'
const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`
const rbac = 'rbac.authorization.k8s.io'
const bindings = `/apis/${rbac}/v1/clusterrolebindings`

const namesOf = ({ group, count }: People) =>
  Array.from({ length: count }, (_, one) => `${group}-${one}`)

/** Their tokens. */
export async function made(admin: Api, people: People): Promise<readonly string[]> {
  await cleared(admin, people)
  const names = namesOf(people)
  await admin.must('POST', bindings, {
    metadata: { name: people.group },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: people.role },
    subjects: names.map((name) => ({ kind: 'ServiceAccount', name, namespace })),
  })
  return Promise.all(
    names.map(async (name) => {
      await admin.must('POST', accounts, { metadata: { name } })
      const { body } = await admin.must('POST', `${accounts}/${name}/token`, {
        spec: { expirationSeconds: 3600 },
      })
      return (JSON.parse(body) as { status: { token: string } }).status.token
    }),
  )
}

export async function cleared(admin: Api, people: People): Promise<void> {
  await admin.call('DELETE', `${bindings}/${people.group}`)
  await Promise.all(namesOf(people).map((name) => admin.call('DELETE', `${accounts}/${name}`)))
}
