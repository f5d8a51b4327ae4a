/** A kubeconfig's user as a credential: token, file, password, plugin or OIDC, and who to act as. */
import { readFile } from 'node:fs/promises'
import type { Credential } from '../kube.ts'
import { readCertificate, type Pair } from './certificate.ts'
import type { Settings } from './cluster.ts'
import { fileOf, readFields, userFields, type UserFields } from './fields.ts'
import type { Entry } from './files.ts'
import { impersonation } from './impersonation.ts'
import { idToken } from './oidc.ts'
import { ask } from './plugin.ts'
import { keepProofs, type Proofs } from './proofs.ts'
import { misconfigured, unproven, type Place } from './trouble.ts'

/** What a context's user has, and where the plugin finds its cluster. */
export interface Owner {
  readonly user: Entry
  readonly place: Place
  readonly settings: Settings
  /** The cluster as `provideClusterInfo` hands it over. */
  readonly cluster: () => Promise<object>
}

/** A credential whose own certificate can be looked at without asking a plugin. */
export interface UserCredential extends Credential {
  /** @throws Unreachable when it has expired or cannot be read. */
  readonly own: () => Promise<Pair | null>
}

/** What authenticates a request: the `authorization` header, null for none. */
interface Bearer {
  readonly authorization: () => Promise<string | null>
  readonly renew?: () => Promise<boolean>
}

/**
 * The order is client-go's: tokenFile, token, password, then provider and plugin.
 * @throws Unreachable at step `configuration`.
 */
export function userCredential(owner: Owner): UserCredential {
  const { user, place, settings } = owner
  const fields = readFields(userFields, user, 'user', place)
  const others = impersonation(fields, place)
  const proofs = proofsOf(owner, fields)
  const bearer = bearerOf(owner, fields, proofs)
  const own = () => readCertificate(user, fields, place, settings.now())
  return {
    own,
    headers: async () => {
      const authorization = await bearer.authorization()
      return authorization === null ? others : { ...others, authorization }
    },
    certificate: async () => (await own()) ?? (await proofs?.current())?.pair ?? null,
    ...(bearer.renew === undefined ? {} : { renew: bearer.renew }),
  }
}

/** For a context without a user: nothing is proven. */
export const nobody: UserCredential = { own: async () => null, headers: async () => ({}) }

function bearerOf(owner: Owner, fields: UserFields, proofs: Proofs | null): Bearer {
  const { token, tokenFile, username, password } = fields
  if (tokenFile !== undefined) return fileBearer(owner, fileOf(owner.user, tokenFile), token)
  if (token !== undefined) return { authorization: async () => `Bearer ${token}` }
  if (username !== undefined) {
    const pair = Buffer.from(`${username}:${password ?? ''}`, 'utf8').toString('base64')
    return { authorization: async () => `Basic ${pair}` }
  }
  if (proofs === null) return { authorization: async () => null }
  const authorization = async () => {
    const proof = await proofs.current()
    return proof.token === null ? null : `Bearer ${proof.token}`
  }
  return { authorization, renew: proofs.renew }
}

/** Read for each request, so a rotated token is never late; what was read last bridges a gap. */
function fileBearer({ user, place }: Owner, path: string, fallback: string | undefined): Bearer {
  let last = fallback
  const read = async () => {
    const text = await readFile(path, 'utf8').catch(() => '')
    last = text.trim() || last
    if (last !== undefined) return last
    const advice = `Put a token there, or correct tokenFile of the user “${user.name}” in ${user.file}.`
    throw unproven(place, `the token file ${path} cannot be read or is empty.`, advice)
  }
  return {
    authorization: async () => `Bearer ${await read()}`,
    renew: async () => {
      const before = last
      return (await read()) !== before
    },
  }
}

function proofsOf(owner: Owner, fields: UserFields): Proofs | null {
  const { user, place, settings } = owner
  const { exec, 'auth-provider': provider } = fields
  if (exec) {
    const cluster = async () => (exec.provideClusterInfo ? owner.cluster() : null)
    return keepProofs(() => ask({ fields: exec, user, place, cluster, settings }), settings.now)
  }
  if (!provider) return null
  if (provider.name !== 'oidc') {
    const message = `the auth-provider “${provider.name}” of the user “${user.name}” was taken out of Kubernetes with 1.26.`
    const advice = `Use its credential plugin instead (gke-gcloud-auth-plugin, kubelogin) in ${user.file}.`
    throw misconfigured(place, message, advice)
  }
  const held = { config: { ...provider.config }, user, place }
  let asked = false
  return keepProofs(() => {
    const again = asked
    asked = true
    return idToken(held, settings.now(), again)
  }, settings.now)
}
