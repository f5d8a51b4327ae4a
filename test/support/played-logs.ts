/** Portlight in front of a demo cluster whose containers say what a test wants, when it wants it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../src/demo.ts'
import { ask } from './ask.ts'
import { forward } from './forward.ts'
import { kubeconfig } from './kubeconfig.ts'
import { listen } from './listen.ts'
import { portlight, type Program } from './program.ts'

/** Answers one request for a container's log. */
export type Play = (answer: ServerResponse, asked: URLSearchParams, pod: string) => void

export interface PlayedLogs {
  readonly program: Program
  /** The file that names its API server. */
  readonly kubeconfig: string
  play: Play
  /** Logs that are asked for now. */
  open(): number
  /** How many were asked for so far. */
  asked(): number
  /** The path of the log of the one pod of that name in `shop`, or one of several. */
  log(name: string): Promise<string>
  stop(): Promise<void>
}

export async function playedLogs(play: Play): Promise<PlayedLogs> {
  const demo = await startDemo()
  const url = new URL(demo.url)
  const held = new Set<ServerResponse>()
  let asked = 0
  const api = createServer((near, answer) => {
    const { pathname, searchParams } = new URL(near.url ?? '/', url)
    const pod = /\/pods\/([^/]+)\/log$/.exec(pathname)?.[1]
    if (pod === undefined) return forward({ url }, near, answer)
    asked += 1
    held.add(answer)
    answer.once('close', () => held.delete(answer))
    return played.play(answer, searchParams, pod)
  })
  const folder = mkdtempSync(join(tmpdir(), 'portlight-logs-'))
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, kubeconfig(`http://127.0.0.1:${await listen(api)}`))
  const program = await portlight(['--local-key=off'], { KUBECONFIG: file })
  const played: PlayedLogs = {
    program,
    kubeconfig: file,
    play,
    open: () => held.size,
    asked: () => asked,
    async log(name) {
      const { body } = await ask(url, '/api/v1/namespaces/shop/pods')
      const { items } = JSON.parse(body) as { items: { metadata: { name: string } }[] }
      const found = items.find(({ metadata }) => metadata.name.startsWith(name))
      return `/c/demo/pods/shop/${found?.metadata.name}/logs`
    },
    async stop() {
      await program.stop()
      api.closeAllConnections()
      api.close()
      await demo.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return played
}
