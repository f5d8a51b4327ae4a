/** Who a person is to the API server, where only their name is wanted. */
import type { Kube } from '../kube.ts'

/** Empty where it does not say. */
export async function userOf(kube: Kube): Promise<string> {
  const who = await kube.identity().catch(() => null)
  return who?.username ?? ''
}
