/** Portlight in front of a demo of the test's own, whose API can be told to change things. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../src/demo.ts'
import { ask } from './ask.ts'
import { portlight, type Program } from './program.ts'

export interface Behind {
  /** Portlight; another process after each `again`. */
  readonly program: Program
  /** A merge patch of `/api/v1/…`. */
  patch(path: string, change: object): Promise<void>
  remove(path: string): Promise<void>
  /** The process is started anew, on the same port. */
  again(): Promise<void>
  stop(): Promise<void>
}

export async function demoBehind(): Promise<Behind> {
  const folder = mkdtempSync(join(tmpdir(), 'portlight-live-'))
  const demo = await startDemo()
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, kubeconfig(demo.url))
  const start = (port: string) =>
    portlight(['--local-key=off', `--port=${port}`], { KUBECONFIG: file })
  let program = await start('0')
  const call = async (path: string, method: string, body = '') => {
    const headers = { 'content-type': 'application/merge-patch+json' }
    const answer = await ask(demo.url, path, { method, headers, body })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status}`)
  }
  return {
    get program() {
      return program
    },
    patch: (path, change) => call(path, 'PATCH', JSON.stringify(change)),
    remove: (path) => call(path, 'DELETE'),
    async again() {
      program = await start(program.address.port)
    },
    async stop() {
      await program.stop()
      await demo.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function kubeconfig(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'demo',
    clusters: [{ name: 'demo', cluster: { server } }],
    users: [{ name: 'demo', user: {} }],
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'demo' } }],
  })
}
