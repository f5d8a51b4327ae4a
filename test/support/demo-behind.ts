/** Portlight in front of a demo of the test's own, whose API can be told to change things. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../src/demo.ts'
import { ask } from './ask.ts'
import { type Front, front } from './front.ts'
import { gateway } from './gateway.ts'
import { kubeconfig } from './kubeconfig.ts'
import { portlight, type Program } from './program.ts'

export interface Behind {
  /** Portlight; another process after each `again`. */
  readonly program: Program
  /** A merge patch of `/api/v1/…`. */
  patch(path: string, change: object): Promise<void>
  remove(path: string): Promise<void>
  /** @param fails the status that a call (`PATCH /api/v1/…`) is answered with from now on, in the demo’s place; 0: none. */
  breaks(fails: (call: string) => number): void
  /** From now on Portlight may read nothing. */
  deny(): void
  /** The process is started anew, on the same port. @param from the folder that holds it. */
  again(from?: string): Promise<void>
  /** What stands between a browser that visits `near.url` and Portlight, and between Portlight and the demo. */
  readonly near: Front
  readonly far: Front
  stop(): Promise<void>
}

const none = () => 0

export async function demoBehind(): Promise<Behind> {
  const folder = mkdtempSync(join(tmpdir(), 'portlight-live-'))
  const demo = await startDemo()
  const file = join(folder, 'kubeconfig')
  let failing: (call: string) => number = none
  const address = { cluster: 'demo', url: new URL(demo.url) }
  const door = await gateway(address, undefined, (one) => failing(one))
  const far = await front(new URL(door.url))
  writeFileSync(file, kubeconfig(far.url.origin))
  const here = new URL('http://127.0.0.1:1')
  const near = await front(here)
  const flags = ['--local-key=off', `--hosts=${near.url.host}`]
  const start = (port: string, from?: string) =>
    portlight([...flags, `--port=${port}`], { KUBECONFIG: file }, from)
  let program = await start('0')
  here.port = program.address.port
  const call = async (path: string, method: string, body = '') => {
    const headers = { 'content-type': 'application/merge-patch+json' }
    const answer = await ask(demo.url, path, { method, headers, body })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status}`)
  }
  return {
    near,
    far,
    get program() {
      return program
    },
    patch: (path, change) => call(path, 'PATCH', JSON.stringify(change)),
    remove: (path) => call(path, 'DELETE'),
    breaks(fails) {
      failing = fails
    },
    deny: () => door.deny(),
    async again(from) {
      program = await start(program.address.port, from)
    },
    async stop() {
      await program.stop()
      await near.close()
      await far.close()
      door.close()
      await demo.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
