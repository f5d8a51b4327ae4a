/** Where a volume's data is: in words, and each field of it. */
import { isRecord } from '../../json.ts'
import type { Field, Said } from '../../kind.ts'
import { field } from './fields.ts'
import type { NodeTerms, Volume } from './storage.ts'

type Fields = Readonly<Record<string, unknown>>

/** Fields of a volume's spec that are no source. */
const others = new Set(['claimRef', 'capacity', 'nodeAffinity'])

function sourceOf({ spec = {} }: Volume): readonly [string, Fields] | null {
  for (const [name, value] of Object.entries(spec))
    if (!others.has(name) && isRecord(value)) return [name, value]
  return null
}

const say: Readonly<Record<string, (of: (name: string) => string) => string>> = {
  csi: (of) => `${of('driver')}: ${of('volumeHandle')}`,
  nfs: (of) => `NFS ${of('server')}:${of('path')}`,
  local: (of) => `${of('path')} on its node`,
  hostPath: (of) => `${of('path')} of whichever node`,
  iscsi: (of) => `iSCSI ${of('targetPortal')} ${of('iqn')}`,
  cephfs: (of) => `CephFS ${of('path')}`,
  rbd: (of) => `RBD ${of('pool')}/${of('image')}`,
  awsElasticBlockStore: (of) => `EBS ${of('volumeID')}`,
  gcePersistentDisk: (of) => `GCE disk ${of('pdName')}`,
  azureDisk: (of) => `Azure disk ${of('diskName')}`,
  azureFile: (of) => `Azure file ${of('shareName')}`,
  vsphereVolume: (of) => `vSphere ${of('volumePath')}`,
  cinder: (of) => `Cinder ${of('volumeID')}`,
  portworxVolume: (of) => `Portworx ${of('volumeID')}`,
  glusterfs: (of) => `GlusterFS ${of('path')}`,
  flexVolume: (of) => `driver ${of('driver')}`,
}

/** Fields that lists read for it. */
export const sourceReads = [
  'spec.csi.driver',
  'spec.csi.volumeHandle',
  'spec.nfs',
  'spec.local',
  'spec.hostPath',
  ...['targetPortal', 'iqn'].map((name) => `spec.iscsi.${name}`),
  'spec.cephfs.path',
  ...['pool', 'image'].map((name) => `spec.rbd.${name}`),
  'spec.fc.fsType',
  'spec.awsElasticBlockStore.volumeID',
  'spec.gcePersistentDisk.pdName',
  'spec.azureDisk.diskName',
  'spec.azureFile.shareName',
  'spec.vsphereVolume.volumePath',
  'spec.cinder.volumeID',
  'spec.portworxVolume.volumeID',
  'spec.glusterfs.path',
  'spec.flexVolume.driver',
]

/** `ssd.csi.example.com: vol-0a2`. */
export function sourceWords(volume: Volume): string {
  const [name, source] = sourceOf(volume) ?? ['', {}]
  const words = Object.hasOwn(say, name) ? say[name] : undefined
  const of = (key: string) => (typeof source[key] === 'string' ? source[key] : '')
  return words === undefined ? name : words(of)
}

/** Each of its values, those below `volumeAttributes` by their own names. */
export function sourceFields(volume: Volume): readonly Field[] {
  const [, source] = sourceOf(volume) ?? ['', {}]
  return Object.entries(source).flatMap(([name, value]) => values(name, value))
}

function values(name: string, value: unknown): readonly Field[] {
  if (isRecord(value)) {
    if (/SecretRef$|^secretRef$/.test(name)) return [field(name, secret(value))]
    return Object.entries(value).flatMap(([below, each]) => values(below, each))
  }
  const all = Array.isArray(value) ? (value as readonly unknown[]) : [value]
  return [field(name, ...all.filter((each) => typeof each !== 'object').map(String))]
}

function secret({ name, namespace }: Fields): Said | undefined {
  if (typeof name !== 'string') return undefined
  const where = typeof namespace === 'string' ? namespace : undefined
  return { text: `Secret ${name}`, to: { resource: 'secrets', namespace: where, name } }
}

/** `topology.kubernetes.io/zone: a or b`; nodes named by their host name have links. */
export function placesOf({ nodeSelectorTerms = [] }: NodeTerms): readonly Said[] {
  return nodeSelectorTerms.flatMap(({ matchExpressions = [], matchFields = [] }) =>
    [...matchExpressions, ...matchFields].flatMap(({ key, operator, values: of = [] }) => {
      if (operator === 'In' && /hostname$|^metadata\.name$/.test(key))
        return of.map((name) => ({ text: name, to: { resource: 'nodes', name } }))
      const how = operator === 'In' ? '' : `${operator} `
      return [{ text: `${key}: ${how}${of.join(' or ')}` }]
    }),
  )
}
