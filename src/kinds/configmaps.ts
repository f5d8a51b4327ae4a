/** ConfigMaps: what they hold, key by key, and which pods use them. */
import { kind, type Kind, type KubeObject, type Section } from '../kind.ts'
import { bytes } from '../views/words.ts'
import { age, name } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { field } from './parts/fields.ts'
import { decodedLength, hasCertificate, length } from './parts/keys.ts'
import { usesConfigMap } from './parts/uses.ts'

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>
  /** In base64. */
  readonly binaryData?: Readonly<Record<string, string>>
  readonly immutable?: boolean
}

const configmaps: Kind = kind<ConfigMap>({
  reads: null,
  columns: [name, age],
  status: () => null,
  facets: {},
  sections: (map) => ({
    main: [...dataSections(map), { block: 'related', id: 'pods' }],
    side: [summary(map)],
  }),
  relations: [
    {
      id: 'pods',
      title: 'Used by pods',
      resource: 'pods',
      which: ({ metadata }) => ({ namespace: metadata.namespace ?? null }),
      keep: ({ metadata }) => usesConfigMap(metadata.name),
      none: 'No pod uses it.',
    },
  ],
  keys: ({ data = {}, binaryData = {} }) => [
    ...Object.entries(data).map(([key, text]) => ({
      key,
      bytes: length(text),
      field: 'data' as const,
    })),
    ...Object.entries(binaryData).map(([key, value]) => ({
      key,
      bytes: decodedLength(value),
      field: 'binaryData' as const,
    })),
  ],
  problems: stuckDeletion,
})
export default configmaps

function dataSections({ data = {}, binaryData = {} }: ConfigMap): readonly Section[] {
  const texts = Object.entries(data)
  const files = Object.entries(binaryData)
  const certificates = texts.some(([, text]) => hasCertificate(text))
  return [
    ...(certificates
      ? [{ block: 'part', id: 'certificates', title: 'Certificates' } as const]
      : []),
    {
      block: 'texts',
      title: 'Data',
      texts: texts.map(([key, text]) => ({ name: key, note: bytes(length(text)), text })),
    },
    {
      block: 'grid',
      title: texts.length === 0 ? 'Data' : 'Files',
      heads: ['Key', 'Size'],
      rows: files.map(([key, value]) => [{ text: key }, { text: bytes(decodedLength(value)) }]),
      ...(texts.length === 0 && { none: 'It holds nothing.' }),
    },
  ]
}

function summary({ data = {}, binaryData = {}, immutable }: ConfigMap): Section {
  const sizes = [
    ...Object.values(data).map(length),
    ...Object.values(binaryData).map(decodedLength),
  ]
  return {
    block: 'fields',
    title: 'What it holds',
    fields: [
      field('Keys', sizes.length),
      field('Size', {
        text: bytes(sizes.reduce((sum, each) => sum + each, 0)),
        note: 'of 1 MiB at most',
      }),
      field('Immutable', immutable === true ? 'yes: it can only be made anew' : undefined),
    ],
  }
}
