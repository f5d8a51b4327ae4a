/** What a cluster holds when it starts. */
export type Shape = {
  /** `shop`: a small believable world. */
  readonly seed: 'shop' | 'none'
  /** Two-container pods of Deployments, 10 each, 25 Deployments in a namespace. */
  readonly pods: number
  /** Pods of 2 kB without owner or controllers, bound to nodes by hand. */
  readonly bare: number
  /** False: etcd and the API server alone. */
  readonly controllers: boolean
  /** One node with a real kubelet beside the simulated ones, and pods that go wrong on it. */
  readonly realNode?: true
}

/** The shape meant by what was said: the shop unless only numbers were asked for. */
export function shape(said: Partial<Shape>): Shape {
  const { pods = 0, bare = 0 } = said
  const controllers = said.controllers ?? bare === 0
  const wanted = said.seed ?? (pods + bare > 0 ? 'none' : 'shop')
  const whole = { seed: wanted, pods, bare, controllers }
  return said.realNode ? { ...whole, realNode: true } : whole
}
