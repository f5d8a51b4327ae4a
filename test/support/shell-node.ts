/** Portlight in front of the real node, once its pods are as the tests of shells want them. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, vi } from 'vitest'
import { portlight, type Program } from './program.ts'
import { realNode } from './real-node.ts'

const run = promisify(execFile)

export interface ShellNode {
  readonly on: Program
  readonly kubeconfig: string
  kubectl(...args: string[]): Promise<string>
  /** Command lines of what runs in the pod `running`. */
  processes(): Promise<string>
  audited(): readonly (Readonly<Record<string, unknown>> & { readonly verb: string })[]
}

export async function shellNode(): Promise<ShellNode> {
  const { kubectl: program, kubeconfig } = await realNode()
  const on = await portlight(['--local-key=off'], { KUBECONFIG: kubeconfig })
  const kubectl = async (...args: string[]) =>
    (await run(program, [`--kubeconfig=${kubeconfig}`, ...args])).stdout
  const pods = (...names: string[]) => kubectl('get', 'pods', '-n', 'real', ...names)
  await vi.waitFor(
    async () => {
      expect(await pods('running', 'chatty', 'distroless')).not.toMatch(/Creating|Pending/)
      expect(await pods('completed')).toMatch(/Completed/)
    },
    { timeout: 180_000, interval: 500 },
  )
  return {
    on,
    kubeconfig,
    kubectl,
    processes: () =>
      kubectl('exec', '-n', 'real', 'running', '-c', 'web', '--', 'ps', '-o', 'args'),
    audited: () =>
      on.lines.filter((line) => line.includes('"audit":true')).map((line) => JSON.parse(line)),
  }
}

/** Of a pod of that node. */
export const shellPath = (pod: string, mode = 'exec') => `/c/admin/pods/real/${pod}/${mode}`
