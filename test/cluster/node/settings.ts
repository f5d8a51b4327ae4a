/** What containerd, its network and the kubelet of a real node are told. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pause } from './images.ts'

/** The node's name, and the address in its own network that it is reached at. */
export const node = { name: 'real-1', address: '10.177.0.2' }

/** What only pods that mean this node put up with. */
export const taint = { key: 'example.com/real-node', value: 'true', effect: 'NoSchedule' }

const socket = '/run/containerd/containerd.sock'

/**
 * Writes containerd.toml, network/pods.conflist and kubelet.json into the node's folder.
 * `certificates` is the folder with kubelet.crt, kubelet.key and ca.crt.
 */
export async function settings(folder: string, certificates: string): Promise<void> {
  await mkdir(join(folder, 'network'), { recursive: true })
  await Promise.all([
    writeFile(join(folder, 'containerd.toml'), containerd(folder)),
    writeFile(join(folder, 'network/pods.conflist'), JSON.stringify(network)),
    writeFile(join(folder, 'kubelet.json'), JSON.stringify(kubelet(certificates), undefined, 2)),
  ])
}

/** Debian 12 has containerd 1.6, Debian 13 has 1.7: both read version 2. */
function containerd(folder: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"'
  return `version = 2
root = ${JSON.stringify(join(folder, 'containerd'))}
state = "/run/containerd"
[grpc]
  address = "${socket}"
[${cri}]
  sandbox_image = "${pause}"
  # without CAP_SYS_RESOURCE runc cannot lower what the kernel says of a process
  restrict_oom_score_adj = true
  [${cri}.cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = ${JSON.stringify(join(folder, 'network'))}
  [${cri}.containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
`
}

const network = {
  cniVersion: '1.0.0',
  name: 'pods',
  plugins: [
    {
      type: 'bridge',
      bridge: 'cni0',
      isGateway: true,
      hairpinMode: true,
      ipam: {
        type: 'host-local',
        ranges: [[{ subnet: '10.177.1.0/24' }]],
        dataDir: '/run/cni',
        routes: [{ dst: '0.0.0.0/0' }],
      },
    },
  ],
}

function kubelet(certificates: string): object {
  const file = (name: string): string => join(certificates, name)
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: node.address,
    tlsCertFile: file('kubelet.crt'),
    tlsPrivateKeyFile: file('kubelet.key'),
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: file('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    containerRuntimeEndpoint: `unix://${socket}`,
    cgroupDriver: 'cgroupfs',
    failCgroupV1: false,
    failSwapOn: false,
    enforceNodeAllocatable: ['pods'],
    makeIPTablesUtilChains: false,
    // nothing serves it; without an address every pod would carry a warning
    clusterDNS: ['10.96.0.10'],
    clusterDomain: 'cluster.local',
    resolvConf: '/run/resolv.conf',
    registerWithTaints: [taint],
    // the disk is the machine's own: only what is nearly full may trouble its pods
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '1%',
      'nodefs.inodesFree': '1%',
      'imagefs.available': '1%',
    },
    // with the usual minute the first waits of a crash loop pass before they are reported
    syncFrequency: '10s',
    nodeStatusUpdateFrequency: '5s',
    maxPods: 110,
  }
}
