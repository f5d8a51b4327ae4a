/** A release of Helm, out of the labels of the Secret that keeps one revision of it (helm.sh/release.v1). */
import type { KubeObject, Tone } from '../../kind.ts'

export interface Release {
  readonly name: string
  readonly revision: string
  /** `deployed`, `superseded`, `pending-upgrade` … */
  readonly state: string
  readonly tone: Tone
  /** RFC 3339; empty where Helm did not say. */
  readonly modified: string
}

export const isRelease = (secret: KubeObject & { readonly type?: string }): boolean =>
  secret.type === 'helm.sh/release.v1'

const tones: Readonly<Record<string, Tone>> = {
  deployed: 'ok',
  superseded: 'idle',
  uninstalled: 'idle',
  failed: 'bad',
}

/** Source: helm.sh/helm/v3 pkg/storage/driver/secrets.go; times there are seconds since 1970. */
export function release({ metadata }: KubeObject): Release {
  const { name = '', version = '', status = '', modifiedAt, createdAt } = metadata.labels ?? {}
  const seconds = Number(modifiedAt ?? createdAt ?? '')
  return {
    name,
    revision: version,
    state: status,
    tone: tones[status] ?? 'busy',
    // Whoever labels a Secret may write any number: beyond these there is no instant.
    modified: seconds > 0 && seconds < 8.64e12 ? new Date(seconds * 1000).toISOString() : '',
  }
}
