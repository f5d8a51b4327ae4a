/** Portlight in a cluster with a real node, as the README says: its image, and a way to it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { build } from '../cluster/build.ts'
import { helm } from '../cluster/helm.ts'
import { archive } from '../cluster/node/images.ts'
import { taint } from '../cluster/node/settings.ts'
import { buildImage } from './dockerfile.ts'
import { root } from './program.ts'
import { kubeletOf } from './real-node.ts'

const run = promisify(execFile)

/** Brings the image to the node, as a pull from a registry would. */
export async function loadImage(cluster: string, tag: string): Promise<void> {
  const image = await buildImage()
  try {
    const { entrypoint, env, user, workdir } = image
    const Env = Object.entries(env).map((pair) => pair.join('='))
    const config = { Entrypoint: entrypoint, Env, User: user, WorkingDir: workdir }
    const folder = dirname(image.root)
    const fill = (to: string) => cp(image.root, to, { recursive: true, verbatimSymlinks: true })
    await archive(folder, 'portlight', { tags: [tag], config, fill })
    const within = ['--target', String(await kubeletOf(cluster)), '--mount', '--net']
    const ctr = ['ctr', '--namespace', 'k8s.io', 'images', 'import']
    await run('nsenter', [...within, ...ctr, join(folder, 'portlight.tar')])
    await rm(join(folder, 'portlight.tar'))
  } finally {
    await image.remove()
  }
}

export interface Shell {
  /** What a command line prints. @throws Error with what it said, where it fails. */
  run(line: string): Promise<string>
  /** One that goes on until it is ended; resolves with the first line that it prints. */
  begin(line: string): Promise<{ readonly said: string; end(): Promise<void> }>
}

/** A person's, with kubectl and helm in their path. */
export async function shellOf(kubeconfig: string): Promise<Shell> {
  const tools = [(await build()).kubectl, await helm()].map(dirname)
  const env = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    PATH: [...tools, process.env['PATH']].join(':'),
  }
  const options = { cwd: root, env }
  return {
    run: async (line) => (await run('sh', ['-euc', line], options)).stdout,
    async begin(command) {
      const child = spawn('sh', ['-euc', `exec ${command}`], {
        ...options,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
      const over = once(child, 'exit').then(() => Promise.reject(new Error(`${command} ended.`)))
      const [said] = await Promise.race([line, over])
      return { said, end: () => ended(child) }
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill()
  await over
}

/** To the real node: the cluster has simulated ones too, on which nothing runs. */
export const toRealNode = JSON.stringify({
  spec: {
    template: {
      spec: {
        nodeSelector: { [taint.key]: taint.value },
        tolerations: [taint],
      },
    },
  },
})
