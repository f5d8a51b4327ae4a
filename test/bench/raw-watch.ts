/** The API server's own watch of all pods, straight, as far as one label is concerned: what it is late with nobody has sooner. */
import { request } from 'node:https'
import type { Cluster } from '../cluster/cluster.ts'

export interface Told {
  /** `NAMESPACE/NAME`. */
  readonly key: string
  readonly value: number
  /** Milliseconds since 1970. */
  readonly at: number
}

const metadata = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io'

/** Notes each value of the label after a resourceVersion. */
export function rawWatch(
  { server, ca, tokens }: Cluster,
  { label, version }: { readonly label: string; readonly version: string },
  signal: AbortSignal,
  into: Told[],
): void {
  const url = new URL(`/api/v1/pods?watch=1&timeoutSeconds=600&resourceVersion=${version}`, server)
  const headers = { authorization: `Bearer ${tokens.admin}`, accept: metadata }
  const take = (line: string) => {
    const { object } = JSON.parse(line) as {
      object: { metadata: { name: string; namespace: string; labels?: Record<string, string> } }
    }
    const { name, namespace, labels } = object.metadata
    const value = Number(labels?.[label] ?? Number.NaN)
    if (!Number.isNaN(value)) into.push({ key: `${namespace}/${name}`, value, at: Date.now() })
  }
  const sent = request(url, { ca, agent: false, signal, headers }, (answer) => {
    if (answer.statusCode !== 200) throw new Error(`${url.href}: ${answer.statusCode}`)
    let text = ''
    answer.on('end', () => {
      if (!signal.aborted) console.error('the API server has ended its watch')
    })
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) take(line)
    })
  })
  sent.on('error', (error) => {
    if (!signal.aborted) throw error
  })
  sent.end()
}
