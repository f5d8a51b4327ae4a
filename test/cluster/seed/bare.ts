/** Very many small pods, written straight to the API server. */
import type { Api } from '../api.ts'
import type { Seeding } from './seeding.ts'

const namespaces = 40
const writers = 48

/** Prints the rate that was reached. */
export async function bare({ api, shape, say }: Seeding): Promise<void> {
  const names = Array.from(
    { length: namespaces },
    (_, i) => `load-${String(i + 1).padStart(2, '0')}`,
  )
  await Promise.all(names.map((name) => home(api, name)))
  const nodes = Math.max(20, Math.ceil(shape.bare / 1_000))
  const began = Date.now()
  let next = 0
  const write = async (): Promise<void> => {
    while (next < shape.bare) {
      const number = next++
      const namespace = names[number % names.length] ?? 'default'
      await api.must('POST', `/api/v1/namespaces/${namespace}/pods`, pod(number, nodes))
      if (number % 10_000 === 0 && number > 0) say(`${number} of ${shape.bare} pods`)
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  const seconds = (Date.now() - began) / 1_000
  say(
    `${shape.bare} pods in ${seconds.toFixed(1)} s, ${(shape.bare / seconds).toFixed(0)} a second`,
  )
}

/** A namespace with the service account that admission asks for, which a controller makes otherwise. */
async function home(api: Api, name: string): Promise<void> {
  await api.call('POST', '/api/v1/namespaces', { metadata: { name } })
  await api.call('POST', `/api/v1/namespaces/${name}/serviceaccounts`, {
    metadata: { name: 'default' },
  })
}

function pod(number: number, nodes: number): unknown {
  const app = `batch-${String(number % 997).padStart(3, '0')}`
  return {
    metadata: {
      name: `${app}-${String(number).padStart(6, '0')}`,
      labels: { app, tier: number % 2 === 0 ? 'front' : 'back' },
    },
    spec: {
      nodeName: `node-${String((number % nodes) + 1).padStart(2, '0')}`,
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image: `registry.example.com/${app}:1.0.0` }],
    },
  }
}
