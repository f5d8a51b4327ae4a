/** The command lines of a control plane on loopback. */
import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Bin } from './build.ts'

export type Ports = Readonly<
  Record<'api' | 'etcd' | 'peer' | 'manager' | 'scheduler' | 'kwok', number>
>

export type Program = { readonly name: string; readonly file: string; readonly args: string[] }

/** Ports that were free a moment ago; `api` is taken as given unless it is 0. */
export async function ports(api: number): Promise<Ports> {
  const [first = 0, etcd = 0, peer = 0, manager = 0, scheduler = 0, kwok = 0] = await free(6)
  return { api: api || first, etcd, peer, manager, scheduler, kwok }
}

/** What stores and serves: etcd and the API server. `folder` is the state of the cluster. */
export function store(bin: Bin, folder: string, port: Ports): Program[] {
  const peer = `http://127.0.0.1:${port.peer}`
  const client = `http://127.0.0.1:${port.etcd}`
  const etcd = [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--log-level=warn',
    '--quota-backend-bytes=8589934592',
    // a lost cluster is made anew; waiting for the disk would be most of the time of a write
    '--unsafe-no-fsync',
  ]
  return [
    { name: 'etcd', file: bin.etcd, args: etcd },
    { name: 'kube-apiserver', file: bin['kube-apiserver'], args: apiserver(folder, port, client) },
  ]
}

/** What acts: controller manager, scheduler, and KWOK in the place of kubelets. */
export function actors(bin: Bin, folder: string, port: Ports, realNode: boolean): Program[] {
  const config = `--kubeconfig=${join(folder, 'kubeconfig')}`
  const quick = ['--kube-api-qps=2000', '--kube-api-burst=4000', '--leader-elect=false']
  const manager = [
    config,
    ...quick,
    `--service-account-private-key-file=${join(folder, 'sa.key')}`,
    `--root-ca-file=${join(folder, 'ca.crt')}`,
    `--cluster-signing-cert-file=${join(folder, 'ca.crt')}`,
    `--cluster-signing-key-file=${join(folder, 'ca.key')}`,
    '--use-service-account-credentials',
    '--bind-address=127.0.0.1',
    `--secure-port=${port.manager}`,
    '--concurrent-deployment-syncs=20',
    '--concurrent-replicaset-syncs=20',
  ]
  const scheduler = [
    config,
    ...quick,
    '--bind-address=127.0.0.1',
    `--secure-port=${port.scheduler}`,
  ]
  return [
    { name: 'kube-controller-manager', file: bin['kube-controller-manager'], args: manager },
    { name: 'kube-scheduler', file: bin['kube-scheduler'], args: scheduler },
    { name: 'kwok', file: bin.kwok, args: kubelets(folder, port, config, realNode) },
    { name: 'talker', file: 'sh', args: ['-c', talk, 'sh', join(folder, 'container.log')] },
  ]
}

/** Adds a line a second to the log of all containers, so that following it shows something. */
const talk =
  'while sleep 1; do echo "$(date -u +%FT%T.000000000Z) stdout F INFO GET /cart 200" >>"$1"; done'

function apiserver(folder: string, port: Ports, etcd: string): string[] {
  const file = (name: string): string => join(folder, name)
  return [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    // a Service's endpoints may not be on loopback: `kubernetes` has none here
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--secure-port=${port.api}`,
    `--tls-cert-file=${file('apiserver.crt')}`,
    `--tls-private-key-file=${file('apiserver.key')}`,
    `--client-ca-file=${file('ca.crt')}`,
    `--token-auth-file=${file('tokens.csv')}`,
    `--service-account-key-file=${file('sa.pub')}`,
    `--service-account-signing-key-file=${file('sa.key')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--authorization-mode=Node,RBAC',
    '--allow-privileged=true',
    `--requestheader-client-ca-file=${file('front-proxy.crt')}`,
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${file('front-proxy.crt')}`,
    `--proxy-client-key-file=${file('front-proxy.key')}`,
    '--enable-aggregator-routing',
    `--kubelet-client-certificate=${file('admin.crt')}`,
    `--kubelet-client-key=${file('admin.key')}`,
    `--kubelet-certificate-authority=${file('ca.crt')}`,
    '--kubelet-preferred-address-types=InternalIP',
    // the events of a seeded world stay while somebody works with it
    '--event-ttl=168h',
  ]
}

/** KWOK takes over the status of every node that it is not kept from. */
const simulated = [
  '--manage-all-nodes=false',
  '--manage-nodes-with-label-selector=!example.com/real-node',
]

function kubelets(folder: string, port: Ports, config: string, realNode: boolean): string[] {
  const stages = join(import.meta.dirname, 'kwok')
  return [
    config,
    '--v=WARN',
    ...(realNode ? simulated : ['--manage-all-nodes']),
    '--node-ip=127.0.0.1',
    `--node-port=${port.kwok}`,
    `--server-address=127.0.0.1:${port.kwok}`,
    '--cidr=10.178.0.0/16',
    '--node-lease-duration-seconds=40',
    `--tls-cert-file=${join(folder, 'kwok.crt')}`,
    `--tls-private-key-file=${join(folder, 'kwok.key')}`,
    ...readdirSync(stages).map((name) => `--config=${join(stages, name)}`),
    `--config=${join(folder, 'streams.yaml')}`,
  ]
}

async function free(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const found = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.on('error', reject)
          server.listen(0, '127.0.0.1', () => {
            const address = server.address()
            resolve(typeof address === 'object' && address ? address.port : 0)
          })
        }),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return found
}
