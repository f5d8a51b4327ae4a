/** ServiceAccounts: which pods run as them, what they pull images and prove themselves with. */
import { kind, type Kind } from '../kind.ts'
import { age, name, number } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { field, link } from './parts/fields.ts'
import type { ServiceAccount } from './parts/service-account.ts'

const names = (all: ServiceAccount['secrets']): readonly string[] =>
  (all ?? []).map(({ name: called = '' }) => called)

const serviceAccounts: Kind = kind<ServiceAccount>({
  reads: ['secrets.name', 'imagePullSecrets.name', 'automountServiceAccountToken'],
  columns: [
    name,
    number('Secrets', 'Secrets that it names', ({ secrets = [] }) => secrets.length),
    {
      title: 'Pull Secrets',
      help: 'What its pods pull images with',
      type: 'text',
      cell: ({ imagePullSecrets }) => ({ text: names(imagePullSecrets).join(', ') }),
    },
    age,
  ],
  status: () => null,
  facets: { secret: (account) => [account.secrets, account.imagePullSecrets].flatMap(names) },
  sections: ({ secrets, imagePullSecrets, automountServiceAccountToken, metadata }) => ({
    main: [{ block: 'related', id: 'pods' }],
    side: [
      {
        block: 'fields',
        title: 'What it gives its pods',
        fields: [
          field(
            'Token',
            automountServiceAccountToken === false
              ? { text: 'none', note: 'unless a pod asks for it' }
              : { text: 'mounted', note: 'unless a pod declines it' },
          ),
          field(
            'Pull secrets',
            ...names(imagePullSecrets).map((each) => link('secrets', each, metadata.namespace)),
          ),
          field(
            'Secrets',
            ...names(secrets).map((each) => link('secrets', each, metadata.namespace)),
          ),
        ],
      },
    ],
  }),
  relations: [
    {
      id: 'pods',
      title: 'Pods that run as it',
      resource: 'pods',
      which: ({ metadata }) => ({ namespace: metadata.namespace ?? null }),
      keep:
        ({ metadata }) =>
        ({ spec }) =>
          (spec as { readonly serviceAccountName?: string } | undefined)?.serviceAccountName ===
          metadata.name,
      none: 'No pod runs as it.',
      columns: ['Name', 'Ready', 'Status', 'Restarts', 'Age', 'Node'],
    },
  ],
  problems: stuckDeletion,
})
export default serviceAccounts
