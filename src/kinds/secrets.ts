/** Secrets by type: their keys and sizes, never their values, and who uses them. */
import { kind, type Kind, type KubeObject, type Problem, type Section } from '../kind.ts'
import { bytes } from '../views/words.ts'
import { since } from './parts/ages.ts'
import { age, name } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { field, link } from './parts/fields.ts'
import { hiddenLength, mayHoldCertificate } from './parts/keys.ts'
import { isRelease, release } from './parts/release.ts'
import { namesSecret } from './parts/service-account.ts'
import { servesWith } from './parts/ingress.ts'
import { usesSecret } from './parts/uses.ts'

/** Its values reach a kind as `<hidden, 12 bytes>`. */
export interface Secret extends KubeObject {
  readonly type?: string
  readonly data?: Readonly<Record<string, string>>
  readonly immutable?: boolean
}

const secrets: Kind = kind<Secret>({
  reads: null,
  columns: [name, age],
  status: () => null,
  facets: {},
  sections: (secret) => ({
    main: [
      ...(holdsCertificates(secret)
        ? [{ block: 'part', id: 'certificates', title: 'Certificates' } as const]
        : []),
      keySection(secret),
      ...['releases', 'pods', 'ingresses', 'accounts'].map(
        (id) => ({ block: 'related', id }) as const,
      ),
    ],
    side: [summary(secret)],
  }),
  relations: [
    {
      id: 'releases',
      title: 'Revisions of this release',
      resource: 'secrets',
      which: (secret) =>
        isRelease(secret)
          ? {
              namespace: secret.metadata.namespace ?? null,
              labels: `owner=helm,name=${release(secret).name}`,
            }
          : null,
      none: 'There is no other.',
    },
    {
      id: 'pods',
      title: 'Used by pods',
      resource: 'pods',
      which: (secret) =>
        isRelease(secret) ? null : { namespace: secret.metadata.namespace ?? null },
      keep: ({ metadata }) => usesSecret(metadata.name),
      none: 'No pod uses it.',
    },
    {
      id: 'ingresses',
      title: 'Served by ingresses',
      resource: 'ingresses.networking.k8s.io',
      which: (secret) =>
        'tls.crt' in (secret.data ?? {}) ? { namespace: secret.metadata.namespace ?? null } : null,
      keep: ({ metadata }) => servesWith(metadata.name),
      none: 'No ingress serves it.',
      columns: ['Name', 'Class', 'Hosts', 'Routes', 'Age'],
    },
    {
      id: 'accounts',
      title: 'Named by service accounts',
      resource: 'serviceaccounts',
      which: (secret) =>
        pulls(secret) || isToken(secret) ? { namespace: secret.metadata.namespace ?? null } : null,
      keep: ({ metadata }) => namesSecret(metadata.name),
      none: 'No service account names it.',
    },
  ],
  keys: ({ data = {} }) =>
    Object.entries(data).map(([key, value]) => ({
      key,
      bytes: hiddenLength(value),
      field: 'data',
    })),
  problems: (secret, now) => [...stuckDeletion(secret, now), ...releaseProblems(secret, now)],
})
export default secrets

const pulls = ({ type = '' }: Secret): boolean => type.startsWith('kubernetes.io/dockerc')
const isToken = ({ type = '' }: Secret): boolean => type === 'kubernetes.io/service-account-token'
const holdsCertificates = ({ data = {} }: Secret) => Object.keys(data).some(mayHoldCertificate)

function keySection({ data = {} }: Secret): Section {
  return {
    block: 'grid',
    title: 'Keys',
    heads: ['Key', 'Size'],
    rows: Object.entries(data).map(([key, value]) => [
      { text: key },
      { text: bytes(hiddenLength(value)) },
    ]),
    none: 'It holds nothing.',
  }
}

/** Types that Kubernetes and its tools know (core/v1 SecretType). */
const types: Readonly<Record<string, string>> = {
  'kubernetes.io/tls': 'a certificate and its key',
  'kubernetes.io/dockerconfigjson': 'credentials to pull images with',
  'kubernetes.io/dockercfg': 'credentials to pull images with, in the old form',
  'kubernetes.io/basic-auth': 'a user name and a password',
  'kubernetes.io/ssh-auth': 'an SSH key',
  'kubernetes.io/service-account-token': 'a token of a service account, without an end',
  'bootstrap.kubernetes.io/token': 'a token that nodes join with',
  'helm.sh/release.v1': 'a release of Helm',
}

function summary(secret: Secret): Section {
  const { type = 'Opaque', immutable, metadata } = secret
  const account = metadata.annotations?.['kubernetes.io/service-account.name']
  return {
    block: 'fields',
    title: 'What it holds',
    fields: [
      field('Type', { text: type, note: types[type] }),
      field('Service account', link('serviceaccounts', account, metadata.namespace)),
      ...(isRelease(secret) ? releaseFields(secret) : []),
      field('Immutable', immutable === true ? 'yes: it can only be made anew' : undefined),
    ],
  }
}

function releaseFields(secret: Secret) {
  const { name: called, revision, state, tone, modified } = release(secret)
  return [
    field('Release', called),
    field('Revision', revision),
    field('State', { text: state, tone }),
    field('Changed', modified === '' ? undefined : { text: '', time: modified, note: 'ago' }),
  ]
}

function releaseProblems(secret: Secret, now: Date): readonly Problem[] {
  if (!isRelease(secret)) return []
  const { name: called, revision, state, tone, modified } = release(secret)
  if (tone !== 'bad' && tone !== 'busy') return []
  const failed = tone === 'bad'
  const { namespace = '' } = secret.metadata
  const changed = since(modified || secret.metadata.creationTimestamp, now)
  return [
    {
      tone: failed ? 'bad' : 'warn',
      title: failed
        ? `Revision ${revision} of ${called} failed`
        : `Revision ${revision} of ${called} is not done: ${state}`,
      evidence: [changed === '' ? '' : `It was last changed ${changed} ago.`],
      next: [
        { text: 'What Helm says of it', run: `helm status -n ${namespace} ${called}` },
        { text: 'Its revisions', run: `helm history -n ${namespace} ${called}` },
      ],
    },
  ]
}
