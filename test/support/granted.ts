/** Rights in one namespace of the real cluster, for the person who otherwise has none. */
import { create } from './api.ts'

export interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

/** To `nobody`; rights come a moment after their roles. */
export async function granted(namespace: string, rules: readonly Rule[]): Promise<void> {
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`
  const apiGroup = 'rbac.authorization.k8s.io'
  const metadata = { name: 'granted' }
  await create(`${rbac}/roles`, { metadata, rules })
  await create(`${rbac}/rolebindings`, {
    metadata,
    roleRef: { apiGroup, kind: 'Role', name: metadata.name },
    subjects: [{ apiGroup, kind: 'User', name: 'nobody' }],
  })
}
