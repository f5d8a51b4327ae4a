/** The API server that the shared suite runs against: the demo cluster, or a real control plane. */
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, test } from 'vitest'
import { load } from 'js-yaml'
import type { Address, Credential } from '../../src/kube.ts'
import type { Demo } from '../../src/demo.ts'
import { connect } from '../../src/kube.ts'
import type { Connection } from '../../src/kube.ts'

/** Contexts of the real target's kubeconfig. The demo knows `ada`, `bea`, `tim` and `nobody` by these names as tokens; to it all others are its captain. */
export type Person = 'admin' | 'admin-cert' | 'ada' | 'bea' | 'tim' | 'nobody' | 'gone'

export interface Target {
  readonly name: 'demo' | 'real'
  readonly address: Address
  readonly credential: Credential
}

export const targetName = process.env['PORTLIGHT_TEST_TARGET'] === 'real' ? 'real' : 'demo'
const demo = targetName === 'demo' ? await import('../../src/demo.ts') : null
const features: ReadonlySet<string> | null = demo === null ? null : new Set(demo.features)
let started: Promise<Demo> | null = null

/** Where and as whom. The demo is started once per test file and closed after it. */
export async function target(person: Person = 'admin'): Promise<Target> {
  if (demo === null) return realTarget(person)
  started ??= demo.startDemo()
  const { url } = await started
  const address = { cluster: 'demo', url: new URL(url) }
  const headers = async () => ({ authorization: `Bearer ${person}` })
  return { name: 'demo', address, credential: { headers } }
}

/** A connection as one person; the test file closes it at its end. */
export async function connected(person: Person = 'admin'): Promise<Connection> {
  const { address, credential } = await target(person)
  const connection = connect(address, credential)
  opened.add(connection)
  return connection
}

/** `test`, skipped on the demo unless the demo says that it has all these features of an API server. */
export function needs(...wanted: string[]): typeof test.skip {
  const lacking = wanted.some((feature) => features !== null && !features.has(feature))
  return lacking ? test.skip : test
}

const opened = new Set<Connection>()
afterAll(async () => {
  for (const connection of opened) connection.close()
  if (started !== null) await (await started).close()
})

interface Kubeconfig {
  clusters: { name: string; cluster: Record<string, string> }[]
  users: { name: string; user: Record<string, string> }[]
  contexts: { name: string; context: { cluster: string; user: string } }[]
}

function realTarget(person: Person): Target {
  const file = process.env['KUBECONFIG'] ?? ''
  if (!existsSync(file))
    throw new Error('KUBECONFIG must name the file that `npm run cluster` printed')
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
  const config = load(readFileSync(file, 'utf8')) as Kubeconfig
  const context = named(config.contexts, person).context
  const { cluster } = named(config.clusters, context.cluster)
  const { user } = named(config.users, context.user)
  const ca = decoded(cluster['certificate-authority-data'] ?? '')
  const address = { cluster: 'real', url: new URL(cluster['server'] ?? ''), ca }
  return { name: 'real', address, credential: credentialOf(user) }
}

function credentialOf(user: Record<string, string>): Credential {
  const { token } = user
  const headers = async (): Promise<Record<string, string>> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` }
  const cert = decoded(user['client-certificate-data'] ?? '')
  const key = decoded(user['client-key-data'] ?? '')
  return cert === '' ? { headers } : { headers, certificate: async () => ({ cert, key }) }
}

function named<T extends { name: string }>(all: T[], name: string): T {
  const found = all.find((one) => one.name === name)
  if (found === undefined) throw new Error(`the kubeconfig has no ${name}`)
  return found
}

function decoded(data: string): string {
  return Buffer.from(data, 'base64').toString('utf8')
}
