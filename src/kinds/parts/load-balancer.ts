/** Where a load balancer is reached (core/v1 LoadBalancerStatus, networking/v1 IngressLoadBalancerStatus). */

export interface LoadBalancer {
  readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[]
}

/** Addresses and host names, each once, in kubectl's order. */
export function addresses({ ingress = [] }: LoadBalancer = {}): readonly string[] {
  const all = ingress.map(({ ip = '', hostname = '' }) => (ip === '' ? hostname : ip))
  return [...new Set(all)].filter((each) => each !== '').toSorted()
}
