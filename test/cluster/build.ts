/** Builds the programs of a control plane from Go modules, once. */
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { programs } from './cache.ts'

const run = promisify(execFile)

/** Absolute paths of the programs. */
export type Bin = Readonly<
  Record<
    'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kubectl' | 'kwok',
    string
  >
> & {
  /** Only where they were asked for. */
  readonly node?: NodeBin
}

/** Absolute paths of what a real node needs besides. */
export type NodeBin = Readonly<Record<'kubelet' | 'metrics-server', string>>

export type Step = { module: string; packages: string[]; ldflags: string; what: string }

const go = '1.26.4'
const version = 'k8s.io/component-base/version'
const cmd = 'k8s.io/kubernetes/cmd'
const stamp = `-s -w -X ${version}.gitVersion=v1.37.2 -X ${version}.gitMajor=1 -X ${version}.gitMinor=37`
const steps: Step[] = [
  {
    module: 'tools',
    packages: ['go.etcd.io/etcd/server/v3', 'sigs.k8s.io/kwok/cmd/kwok'],
    ldflags: '-s -w',
    what: 'etcd and kwok (2 minutes on two cores)',
  },
  {
    module: 'kubernetes',
    packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'].map(
      (name) => `${cmd}/${name}`,
    ),
    ldflags: stamp,
    what: 'Kubernetes 1.37.2 (7 minutes on two cores)',
  },
]
const nodeSteps: Step[] = [
  { module: 'kubernetes', packages: [`${cmd}/kubelet`], ldflags: stamp, what: 'the kubelet' },
  {
    module: 'metrics',
    packages: ['sigs.k8s.io/metrics-server/cmd/metrics-server'],
    ldflags: '-s -w',
    what: 'metrics-server',
  },
]

/**
 * The programs, built on the first call and found again afterwards; those of a real node on demand.
 * Throws an Error whose message says what to install where Go is missing or too old.
 */
export async function build(
  say: (line: string) => void = console.error,
  realNode = false,
): Promise<Bin> {
  const folder = await made(steps, say)
  const at = (name: string): string => join(folder, name)
  return {
    etcd: at('server'),
    'kube-apiserver': at('kube-apiserver'),
    'kube-controller-manager': at('kube-controller-manager'),
    'kube-scheduler': at('kube-scheduler'),
    kubectl: at('kubectl'),
    kwok: at('kwok'),
    ...(realNode && { node: await buildNode(say) }),
  }
}

async function buildNode(say: (line: string) => void): Promise<NodeBin> {
  const folder = await made(nodeSteps, say)
  return { kubelet: join(folder, 'kubelet'), 'metrics-server': join(folder, 'metrics-server') }
}

/** Changes with the modules' versions and the flags, and with nothing else. */
export const key = (): Promise<string> => keyOf(steps)

async function keyOf(all: Step[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(all))
  for (const step of all) hash.update(await readFile(join(folderOf(step), 'go.sum')))
  return hash.digest('hex').slice(0, 12)
}

/** The folder with the programs of these steps, built where it is not there. */
export async function made(all: Step[], say: (line: string) => void): Promise<string> {
  const folder = programs(await keyOf(all))
  if (existsSync(folder)) return folder
  await checkGo()
  const part = `${folder}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true })
  for (const step of all) {
    say(`building ${step.what}; Go's own cache makes the next time short`)
    await compile(step, part)
  }
  await rename(part, folder)
  say(`programs are in ${folder}`)
  return folder
}

async function checkGo(): Promise<void> {
  const install = `Install Go ${go} or newer from https://go.dev/dl/ and put it on PATH.`
  const found = await run('go', ['env', 'GOVERSION'], {
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  }).catch(() => {
    throw new Error(`Go is missing: the control plane is built from its Go modules. ${install}`)
  })
  const has = found.stdout.trim().replace(/^go/, '')
  if (number(has) < number(go)) {
    throw new Error(`Go ${has} is too old to build Kubernetes 1.37. ${install}`)
  }
}

function number(text: string): number {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map((part) => Number.parseInt(part, 10))
  return major * 1e6 + minor * 1e3 + patch
}

const folderOf = (step: Step): string => join(import.meta.dirname, step.module)

function compile(step: Step, out: string): Promise<void> {
  const flags = ['build', '-buildvcs=false', '-ldflags', step.ldflags, '-o', `${out}/`]
  const child = spawn('go', [...flags, ...step.packages], {
    cwd: folderOf(step),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`go build of ${step.what} failed, see above.`))
    })
  })
}
