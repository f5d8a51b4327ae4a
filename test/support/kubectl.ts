/** kubectl and helm as a person calls them, on a real cluster. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { build } from '../cluster/build.ts'
import { helm } from '../cluster/helm.ts'
import { root } from './program.ts'

const run = promisify(execFile)

export interface Tool {
  /** What it prints. @throws Error with what it said, where it fails. */
  (...args: readonly string[]): Promise<string>
}

/** In the repository's folder. @param input what it reads from `-`. */
async function call(file: string, kubeconfig: string, args: readonly string[], input = '') {
  const called = run(file, [...args], {
    cwd: root,
    env: { ...process.env, KUBECONFIG: kubeconfig },
    maxBuffer: 64 * 1024 * 1024,
  })
  called.child.stdin?.end(input)
  return (await called).stdout
}

export async function kubectl(kubeconfig: string): Promise<
  Tool & {
    /** The same, with a document for `-f -`. */
    given(document: object, ...args: readonly string[]): Promise<string>
  }
> {
  const { kubectl: file } = await build()
  return Object.assign((...args: readonly string[]) => call(file, kubeconfig, args), {
    given: (document: object, ...args: readonly string[]) =>
      call(file, kubeconfig, args, JSON.stringify(document)),
  })
}

export async function helmOn(kubeconfig: string): Promise<Tool> {
  const file = await helm()
  return (...args) => call(file, kubeconfig, args)
}
