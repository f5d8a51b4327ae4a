/** All that is no workload: nodes, namespaces, network, configuration, storage and the custom resource. */
import type { KubeObject } from '../../kube.ts'
import { printerColumns } from '../custom.ts'
import { words } from '../sheet.ts'
import { chance, digest, make, span, stamp, uid } from './make.ts'
import {
  backups,
  claims,
  configs,
  ingresses,
  namespaces,
  nodes,
  secrets,
  services,
} from './sheets.ts'

export const rest = (now: number): readonly KubeObject[] => [
  ...namespaces.map((row) => namespace(row.name, now - span(row.age), { team: row.team })),
  ...nodes.map((row) => node(row, now)),
  ...services.map((row) => service(row, now)),
  ...ingresses.map((row) => ingress(row, now)),
  ...configs.map((row) =>
    make('ConfigMap', settled(row, now), { data: pairs(row.pairs, plainly) }),
  ),
  ...secrets.map((row) =>
    make('Secret', settled(row, now), { type: row.type, data: pairs(row.pairs, encoded) }),
  ),
  ...claims.flatMap((row) => claim(row, now)),
  definition(now - span('150d')),
  ...backups.map((row) => backup(row, now)),
]

export const namespace = (name: string, born: number, labels: Readonly<Record<string, string>>) =>
  make(
    'Namespace',
    { name, born, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
    {
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
  )

/** Things that were set up with their namespace. */
const settled = (row: { readonly ns: string; readonly name: string }, now: number) => ({
  ...{ namespace: row.ns, name: row.name },
  born: now - span('180d') - chance(row.ns + row.name, 20) * 864e5,
  labels: { 'app.kubernetes.io/part-of': row.ns },
})

const plainly = (text: string) =>
  text.replaceAll('~', '\n').replaceAll('_', ' ').replaceAll('  ', '_')
const encoded = (text: string) => Buffer.from(text).toString('base64')

const pairs = (cell: string, value: (text: string) => string) =>
  Object.fromEntries(
    cell.split(' ').map((pair) => {
      const [, key = '', text = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? []
      return [key, value(text)]
    }),
  )

function node(row: (typeof nodes)[number], now: number): KubeObject {
  const control = row.role === 'control-plane'
  const taint = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }
  const labels = {
    ...{
      'kubernetes.io/hostname': row.name,
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/os': 'linux',
    },
    ...{ 'topology.kubernetes.io/zone': row.zone, [`node-role.kubernetes.io/${row.role}`]: '' },
  }
  const room = { cpu: row.cpu, memory: row.memory, pods: '110', 'ephemeral-storage': '102686648Ki' }
  const born = now - span(row.age)
  const state = (type: string, status: boolean, reason: string, message: string) => ({
    ...{ type, status: status ? 'True' : 'False', reason, message },
    ...{ lastHeartbeatTime: stamp(now - 40_000), lastTransitionTime: stamp(born + 30_000) },
  })
  return make(
    'Node',
    { name: row.name, born, labels },
    {
      spec: {
        podCIDR: `10.244.${nodes.indexOf(row)}.0/24`,
        ...(control && { taints: [taint] }),
      },
      status: {
        ...{ capacity: room, allocatable: { ...room, cpu: `${Number(row.cpu) * 1000 - 80}m` } },
        conditions: [
          state(
            'MemoryPressure',
            false,
            'KubeletHasSufficientMemory',
            'kubelet has sufficient memory available',
          ),
          state('DiskPressure', false, 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
          state(
            'PIDPressure',
            false,
            'KubeletHasSufficientPID',
            'kubelet has sufficient PID available',
          ),
          state('Ready', true, 'KubeletReady', 'kubelet is posting ready status'),
        ],
        addresses: [
          { type: 'InternalIP', address: row.ip },
          { type: 'Hostname', address: row.name },
        ],
        nodeInfo: {
          ...{
            kubeletVersion: 'v1.37.2',
            osImage: 'Debian GNU/Linux 13 (trixie)',
            operatingSystem: 'linux',
          },
          ...{
            kernelVersion: '6.12.57+deb13-amd64',
            containerRuntimeVersion: 'containerd://2.2.1',
          },
          ...{
            architecture: 'amd64',
            machineID: digest(row.name).slice(0, 32),
            kubeProxyVersion: '',
          },
        },
      },
    },
  )
}

function service(row: (typeof services)[number], now: number): KubeObject {
  const external = row.type === 'ExternalName'
  const headless = row.type === 'Headless'
  const ip = headless ? 'None' : `10.96.${chance(row.name, 200)}.${2 + chance(row.ns, 200)}`
  const open = row.type === 'NodePort' || row.type === 'LoadBalancer'
  const nodePort = 30_000 + chance(row.name, 2767)
  const port = {
    name: 'main',
    protocol: row.name === 'kube-dns' ? 'UDP' : 'TCP',
    port: Number(row.port),
  }
  return make('Service', settled(row, now), {
    spec: {
      type: headless ? 'ClusterIP' : row.type,
      ...(external ? { externalName: 'reports.example.com' } : { clusterIP: ip, clusterIPs: [ip] }),
      ...(row.app !== '' && { selector: { 'app.kubernetes.io/name': row.app } }),
      ports: [{ ...port, targetPort: Number(row.target), ...(open && { nodePort }) }],
      ...{ sessionAffinity: 'None', ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4'] },
    },
    status: { loadBalancer: row.type === 'LoadBalancer' ? entrance : {} },
  })
}

const entrance = { ingress: [{ ip: '203.0.113.40', ipMode: 'VIP' }] }

const ingress = (row: (typeof ingresses)[number], now: number) => {
  const backend = { service: { name: row.service, port: { number: 80 } } }
  const path = { path: row.path, pathType: 'Prefix', backend }
  return make('Ingress', settled(row, now), {
    spec: {
      ingressClassName: 'nginx',
      ...(row.tls !== '' && { tls: [{ hosts: [row.host], secretName: row.tls }] }),
      rules: [{ host: row.host, http: { paths: [path] } }],
    },
    status: { loadBalancer: entrance },
  })
}

function claim(row: (typeof claims)[number], now: number): readonly KubeObject[] {
  const born = now - span(row.age)
  const bound = row.volume === 'bound'
  const volume = `pvc-${uid(`PersistentVolumeClaim/${row.ns}/${row.name}`)}`
  const shared = { accessModes: [row.mode], storageClassName: row.class, volumeMode: 'Filesystem' }
  const room = { storage: row.size }
  const self = make(
    'PersistentVolumeClaim',
    { namespace: row.ns, name: row.name, born, finalizers: ['kubernetes.io/pvc-protection'] },
    {
      spec: { ...shared, resources: { requests: room }, ...(bound && { volumeName: volume }) },
      status: bound
        ? { phase: 'Bound', accessModes: [row.mode], capacity: room }
        : { phase: 'Pending' },
    },
  )
  if (!bound) return [self]
  const { kind, apiVersion, metadata } = self
  const claimRef = { kind, apiVersion, namespace: row.ns, name: row.name, uid: metadata.uid }
  const held = make(
    'PersistentVolume',
    { name: volume, born: born + 4000, finalizers: ['kubernetes.io/pv-protection'] },
    {
      spec: {
        ...{ ...shared, capacity: room, claimRef, persistentVolumeReclaimPolicy: 'Delete' },
        local: { path: `/opt/local-path/${volume}` },
      },
      status: { phase: 'Bound', lastPhaseTransitionTime: stamp(born + 4000) },
    },
  )
  return [self, held]
}

/** Two versions, the older one deprecated: reading it is answered with a warning. */
const definition = (born: number) => {
  const names = {
    plural: 'backups',
    singular: 'backup',
    kind: 'Backup',
    listKind: 'BackupList',
    shortNames: ['bk'],
  }
  const version = (name: string, stored: boolean) => ({
    ...{ name, served: true, storage: stored, ...(!stored && { deprecated: true }) },
    ...{ additionalPrinterColumns: printerColumns, subresources: { status: {} } },
    schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  })
  const states = ['NamesAccepted', 'Established'].map((type) => ({
    ...{ type, status: 'True', lastTransitionTime: stamp(born) },
    ...{ reason: type === 'Established' ? 'InitialNamesAccepted' : 'NoConflicts', message: '' },
  }))
  return make(
    'CustomResourceDefinition',
    { name: 'backups.data.example.com', born },
    {
      spec: {
        group: 'data.example.com',
        names,
        scope: 'Namespaced',
        versions: [version('v1', true), version('v1beta1', false)],
        conversion: { strategy: 'None' },
      },
      status: { conditions: states, acceptedNames: names, storedVersions: ['v1'] },
    },
  )
}

function backup(row: (typeof backups)[number], now: number): KubeObject {
  const born = now - span(row.age)
  const [database = ''] = words(row.name.replaceAll('-', ' '))
  return make(
    'Backup',
    { namespace: 'data', name: row.name, born, labels: { database } },
    {
      spec: { target: row.target, database, retention: '90d' },
      status: {
        phase: row.phase,
        ...(row.size !== '' && { size: row.size }),
        ...(row.tables !== '' && { tables: Number(row.tables) }),
        ...(row.took !== '' && { finishedAt: stamp(born + span(row.took)) }),
      },
    },
  )
}
