/** The embedded demo cluster: an API server like any other, that needs no credential. */
import { connect, type Address } from '../kube.ts'
import type { Clusters } from './cluster.ts'
import { nobody } from './credential.ts'
import { single } from './single.ts'

/** A running demo. */
export interface Demo {
  readonly url: string
  close(): Promise<void>
}

export function demoClusters(demo: Demo): Clusters {
  const address: Address = { cluster: 'demo', url: new URL(demo.url) }
  const connection = connect(address, nobody)
  return single(
    {
      name: 'demo',
      title: 'demo',
      source: 'demo',
      defaultNamespace: null,
      address: async () => address,
      connect: async () => connection,
    },
    {
      ready: () => true,
      close: async () => {
        connection.close()
        await demo.close()
      },
    },
  )
}
