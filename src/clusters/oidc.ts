/** `auth-provider: oidc` of a kubeconfig: the ID token, refreshed at its issuer when it has expired. */
import { request } from 'node:https'
import * as z from 'zod'
import { parsed } from '../json.ts'
import type { Entry } from './files.ts'
import { readPem } from './pem.ts'
import type { Proof } from './plugin.ts'
import { unproven, type Place } from './trouble.ts'

/** One user's provider. `config` is a copy of the kubeconfig's and takes what a refresh brings. */
export interface Provider {
  readonly config: Record<string, string>
  readonly user: Entry
  readonly place: Place
}

/**
 * The ID token, refreshed where its time is over or `force` asks. Nothing is written to the file.
 * @throws Unreachable at step `credential`.
 */
export async function idToken(provider: Provider, now: number, force: boolean): Promise<Proof> {
  const given = provider.config['id-token']
  const good = given !== undefined && (expiry(given) ?? Infinity) > now + 10_000
  if (!good || force) await refresh(provider)
  const token = provider.config['id-token'] ?? ''
  return { token, pair: null, expires: expiry(token) }
}

async function refresh(provider: Provider): Promise<void> {
  const { config } = provider
  const needed = ['idp-issuer-url', 'client-id', 'refresh-token']
  const missing = needed.filter((field) => (config[field] ?? '') === '')
  if (missing.length > 0) {
    throw failure(provider, `has expired and cannot be refreshed without ${missing.join(', ')}`)
  }
  const found = discovered.safeParse(await call(provider, discoveryUrl(config), null))
  if (!found.success)
    throw failure(provider, 'cannot be refreshed: the issuer names no token_endpoint')
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: config['refresh-token'] ?? '',
    client_id: config['client-id'] ?? '',
  })
  if (config['client-secret']) form.set('client_secret', config['client-secret'])
  const granted = grant.safeParse(await call(provider, found.data.token_endpoint, form))
  if (!granted.success) throw failure(provider, 'cannot be refreshed: the issuer sent no id_token')
  config['id-token'] = granted.data.id_token
  if (granted.data.refresh_token) config['refresh-token'] = granted.data.refresh_token
}

const discovered = z.looseObject({ token_endpoint: z.string() })
const grant = z.looseObject({ id_token: z.string(), refresh_token: z.string().nullish() })

function discoveryUrl(config: Record<string, string>): string {
  const issuer = (config['idp-issuer-url'] ?? '').replace(/\/$/u, '')
  return `${issuer}/.well-known/openid-configuration`
}

/** GET, or POST with a form, over https only; JSON back, at most 1 MiB within 10 s. */
async function call(
  provider: Provider,
  address: string,
  form: URLSearchParams | null,
): Promise<unknown> {
  const { config, user, place } = provider
  const field = 'idp-certificate-authority'
  const source = {
    entry: user,
    field,
    file: config[field] || undefined,
    data: config[`${field}-data`] || undefined,
  }
  const ca = await readPem(source, place)
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') {
    throw failure(provider, `cannot be refreshed: “${address}” is not an https address`)
  }
  const { status, text } = await exchange(provider, address, form, ca)
  if (status === 200) return parsed(text)
  const { error, error_description: words } = refusal.parse(parsed(text))
  const reason = [error, words].filter((part) => part !== undefined).join(': ')
  throw failure(provider, `cannot be refreshed: the issuer answered ${status} ${reason}`.trim())
}

const refusal = z
  .looseObject({ error: z.string().optional(), error_description: z.string().optional() })
  .catch({})

function exchange(
  provider: Provider,
  address: string,
  form: URLSearchParams | null,
  ca: string | undefined,
): Promise<{ status: number; text: string }> {
  const body = form?.toString()
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(failure(provider, `cannot be refreshed: ${error.message}`))
    const sent = request(address, {
      method: body === undefined ? 'GET' : 'POST',
      ...(ca === undefined ? {} : { ca }),
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      signal: AbortSignal.timeout(10_000),
    })
    sent.once('error', fail).once('response', (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        text += chunk
        if (text.length > 1024 * 1024) answer.destroy(new Error('its answer is too long'))
      })
      answer.once('error', fail)
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.end(body)
  })
}

/** When a token says it ends, in milliseconds since 1970; null where it does not say. */
function expiry(token: string): number | null {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
  const claims = z.looseObject({ exp: z.number() }).safeParse(parsed(payload))
  return claims.success ? claims.data.exp * 1000 : null
}

function failure({ user, place, config }: Provider, what: string): Error {
  const advice = `Sign in again with the tool that wrote ${user.file} (issuer ${config['idp-issuer-url'] ?? 'not given'}).`
  return unproven(place, `the OIDC token of the user “${user.name}” ${what}.`, advice)
}
