/** What a seed is given to work with. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../api.ts'
import type { Shape } from '../shape.ts'

export type Seeding = {
  readonly api: Api
  readonly kubectl: string
  /** Path of the file; the cluster's certificates lie beside it. */
  readonly kubeconfig: string
  readonly shape: Shape
  readonly say: (line: string) => void
}

/** Pods are refused until the controller manager has made the namespace's service account. */
export async function account(api: Api, namespace: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`
  while ((await api.call('GET', path)).status !== 200) await sleep(50)
}
