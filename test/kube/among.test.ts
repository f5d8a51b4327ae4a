/** Many namespaces checked against an API server that cannot, or will not, say all. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { connect, type Kube } from '../../src/kube.ts'
import { listen } from '../support/listen.ts'

interface Spec {
  readonly namespace?: string
  readonly resourceAttributes?: { readonly namespace?: string }
}
/** What is answered of a namespace: the status of a review, or an HTTP status that is none of 2xx. */
interface Says {
  readonly rules: (namespace: string) => object | number | Promise<object>
  readonly may?: (namespace: string) => boolean
}

const served: Readonly<Record<string, object>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', groups: [] },
  '/api/v1': {
    kind: 'APIResourceList',
    resources: [
      { name: 'pods', kind: 'Pod', namespaced: true, verbs: ['list'] },
      { name: 'nodes', kind: 'Node', namespaced: false, verbs: ['list'] },
    ],
  },
}

async function api({ rules, may = () => false }: Says): Promise<{ kube: Kube; asked: string[] }> {
  const asked: string[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    const known = served[path]
    if (known !== undefined) return send(response, 200, known)
    const { spec } = JSON.parse(await text(request)) as { spec: Spec }
    const namespace = spec.namespace ?? spec.resourceAttributes?.namespace ?? ''
    asked.push(`${path.split('/').at(-1)} ${namespace}`)
    const whole = path.endsWith('rulesreviews')
    const status = whole ? await rules(namespace) : { allowed: may(namespace) }
    if (typeof status === 'number') send(response, status, { kind: 'Status', message: 'no' })
    else send(response, 201, { status })
  }
  const server = createServer((request, response) => void answer(request, response))
  const url = new URL(`http://127.0.0.1:${await listen(server)}`)
  const connection = connect({ cluster: 'odd', url }, { headers: async () => ({}) })
  onTestFinished(() => {
    connection.close()
    server.closeAllConnections()
    server.close()
  })
  return { kube: connection.kube(), asked }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const rule = (resource: string) => ({ verbs: ['list'], apiGroups: [''], resources: [resource] })
const many = Array.from({ length: 40 }, (_, n) => `team-${n}`)

test('where rules may be missing it is asked whether pods may be listed', async () => {
  const { kube, asked } = await api({
    rules: (name) => ({
      incomplete: true,
      resourceRules: name === 'named' ? [rule('pods')] : [],
    }),
    may: (name) => name === 'allowed',
  })
  const found = await kube.among(['named', 'allowed', 'refused'])
  expect(found).toMatchObject({ names: ['named', 'allowed'], unchecked: 0 })
  expect(asked).toContain('selfsubjectaccessreviews refused')
  expect(asked).not.toContain('selfsubjectaccessreviews named')
  const pods = (await kube.discovery()).get('pods')!
  expect(found.rights.mayList(pods)).toBe(true)
})

test('a namespace that could not be checked is not named, and counted', async () => {
  const { kube } = await api({
    rules: (name) => (name === 'broken' ? 500 : { resourceRules: [rule('pods')] }),
  })
  expect(await kube.among(['web', 'broken'])).toMatchObject({ names: ['web'], unchecked: 1 })
})

test('a credential that is not accepted ends it, and nothing is remembered', async () => {
  let signedIn = false
  const { kube, asked } = await api({
    rules: () => (signedIn ? { resourceRules: [rule('pods')] } : 401),
  })
  await expect(kube.among(many)).rejects.toMatchObject({ status: 401 })
  expect(asked.length).toBeLessThanOrEqual(10)
  signedIn = true
  expect((await kube.among(many)).names).toEqual(many)
})

test('ten are asked about at once', async () => {
  let open = 0
  let most = 0
  const { kube } = await api({
    async rules() {
      most = Math.max(most, ++open)
      await new Promise((done) => setTimeout(done, 5))
      open -= 1
      return { resourceRules: [rule('nodes')] }
    },
  })
  expect((await kube.among(many)).names).toEqual([])
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(10)
})
