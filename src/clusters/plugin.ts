/** A credential plugin (`exec`): what it is asked, what it answers, what its failures mean. */
import { dirname, isAbsolute, join } from 'node:path'
import * as z from 'zod'
import { parsed } from '../json.ts'
import type { Pair } from './certificate.ts'
import type { Settings } from './cluster.ts'
import type { PluginFields } from './fields.ts'
import type { Entry } from './files.ts'
import { run, type Run } from './process.ts'
import { misconfigured, unproven, type Place } from './trouble.ts'

/** What a plugin proves a person with. */
export interface Proof {
  readonly token: string | null
  readonly pair: Pair | null
  /** Milliseconds since 1970; null: good until it is refused. */
  readonly expires: number | null
}

/** A plugin of one user of one context. */
export interface Plugin {
  readonly fields: PluginFields
  /** The user's entry. */
  readonly user: Entry
  readonly place: Place
  /** What `provideClusterInfo` hands over; null where it is not wanted. */
  readonly cluster: () => Promise<object | null>
  readonly settings: Pick<Settings, 'env' | 'patience'>
}

const versions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']

/** @throws Unreachable at step `configuration` or `credential`. */
export async function ask(plugin: Plugin): Promise<Proof> {
  const { fields, place, user, settings } = plugin
  if (!versions.includes(fields.apiVersion)) {
    const message = `the plugin of the user “${user.name}” speaks ${fields.apiVersion}, which Kubernetes does not know any more.`
    throw misconfigured(
      place,
      message,
      `Write ${versions[0]} into ${user.file}, or update the plugin.`,
    )
  }
  if (fields.interactiveMode === 'Always') {
    const message = `the plugin ${fields.command} wants a terminal (interactiveMode: Always), which a server has not.`
    throw misconfigured(place, message, 'Use another way to sign in for this context.')
  }
  const env = { ...settings.env, ...(await variables(plugin)) }
  const ended = await run(executable(plugin), fields.args, env, settings.patience)
  if (ended.problem !== null || ended.code !== 0) throw failure(plugin, ended)
  return read(plugin, ended.stdout)
}

/** A relative path with a separator in it starts from the kubeconfig's folder, as in kubectl. */
function executable({ fields, user }: Plugin): string {
  const { command } = fields
  const relative = /[/\\]/u.test(command) && !isAbsolute(command)
  return relative ? join(dirname(user.file), command) : command
}

async function variables(plugin: Plugin): Promise<Record<string, string>> {
  const { apiVersion, env } = plugin.fields
  const cluster = await plugin.cluster()
  const spec = { interactive: false, ...(cluster === null ? {} : { cluster }) }
  const info = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec })
  const own = env.map(({ name, value }) => [name, value] as const)
  return { ...Object.fromEntries(own), KUBERNETES_EXEC_INFO: info }
}

function failure(plugin: Plugin, ended: Run): Error {
  const { fields, place, settings } = plugin
  const name = `the credential plugin ${fields.command}`
  const hint = fields.installHint?.trim()
  if (ended.problem === 'missing' || ended.problem === 'forbidden') {
    const reason = ended.problem === 'missing' ? 'is not installed' : 'may not be executed'
    const advice = hint ?? `Install ${fields.command}, or start Portlight with it on the PATH.`
    return unproven(place, `${name} ${reason}.`, advice)
  }
  const advice = `Run “kubectl --context '${place.context}' version” in a terminal: it starts the same plugin, which may ask there for what it needs.`
  const said = legible(ended.stderr)
  const tail = said === '' ? '.' : `: ${said}`
  if (ended.problem === 'late') {
    const message = `${name} did not answer within ${settings.patience / 1000} s and was ended${tail}`
    return unproven(place, message, advice)
  }
  if (ended.problem === 'talkative') return unproven(place, `${name} printed over 1 MiB.`, advice)
  return unproven(
    place,
    `${name} ended with code ${ended.code ?? 'none (a signal)'}${tail}`,
    advice,
  )
}

/** The end of what a plugin complained, in one line, without what may be a secret. */
function legible(stderr: string): string {
  return stderr
    .replaceAll(/\p{Cc}\[[\d;]*[A-Za-z]/gu, '')
    .replaceAll(/((?:token|password|secret|bearer|code)["']?\s*[=:\s]\s*)["']?[^\s"',&]+/giu, '$1…')
    .replaceAll(/\beyJ[\w-]*(\.[\w-]+)+|[\w+/=-]{32,}/gu, '…')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(-500)
}

const answer = z.looseObject({
  apiVersion: z.string(),
  kind: z.literal('ExecCredential'),
  status: z.looseObject({
    token: z.string().nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
    expirationTimestamp: z.string().nullish(),
  }),
})

function read(plugin: Plugin, stdout: string): Proof {
  const result = answer.safeParse(parsed(stdout))
  if (!result.success) throw nonsense(plugin, 'did not print an ExecCredential')
  const { apiVersion, status } = result.data
  if (apiVersion !== plugin.fields.apiVersion) {
    throw nonsense(plugin, `answered in ${apiVersion} and not in ${plugin.fields.apiVersion}`)
  }
  const { clientCertificateData: cert, clientKeyData: key } = status
  const token = status.token || null
  const pair = cert && key ? { cert, key } : null
  if (token === null && pair === null)
    throw nonsense(plugin, 'gave neither a token nor a certificate')
  const expires = Date.parse(status.expirationTimestamp ?? '')
  return { token, pair, expires: Number.isNaN(expires) ? null : expires }
}

function nonsense({ fields, place, user }: Plugin, what: string): Error {
  const advice = `Check apiVersion, command and args of the user “${user.name}” in ${user.file}.`
  return unproven(place, `the credential plugin ${fields.command} ${what}.`, advice)
}
