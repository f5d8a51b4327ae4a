/** Helm, and what the Gateway API adds to a cluster, from their Go modules: built and fetched once. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { made, type Step } from './build.ts'

const run = promisify(execFile)

const steps: Step[] = [
  {
    module: 'helm',
    packages: ['helm.sh/helm/v4/cmd/helm'],
    ldflags: '-s -w',
    what: 'helm (3 minutes on two cores)',
  },
]

/** The program's path. */
export const helm = async (say: (line: string) => void = console.error): Promise<string> =>
  join(await made(steps, say), 'helm')

/** The path of the definition of HTTPRoutes, as its authors publish it. */
export async function routes(): Promise<string> {
  const asked = ['mod', 'download', '-json', 'sigs.k8s.io/gateway-api']
  const { stdout } = await run('go', asked, { cwd: join(import.meta.dirname, 'gateway') })
  const { Dir: folder } = JSON.parse(stdout) as { Dir: string }
  return join(folder, 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml')
}
