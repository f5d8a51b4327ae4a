/** Shells on a real node through Debian's nginx: as it comes, and as its manual says for WebSockets. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { freePort, hasNginx, type Nginx, nginxBefore, upgrades } from '../support/nginx.ts'
import { portlight, type Program } from '../support/program.ts'
import { noRealNode } from '../support/real-node.ts'
import { type ShellNode, shellNode, shellPath } from '../support/shell-node.ts'
import { shellOverHttp } from '../support/shell-http.ts'
import { handshake, shellPage, ticket } from '../support/shell-page.ts'

const minutes = 60_000
vi.setConfig({ testTimeout: 2 * minutes })
const without = noRealNode ?? (hasNginx ? undefined : 'nginx is not installed (nginx-light)')
/** Seconds of silence after which this nginx cuts: six times as impatient as the usual one. */
const impatient = 'proxy_read_timeout 10s; proxy_send_timeout 10s;'

describe.skipIf(without !== undefined)(without ?? 'a shell through nginx', () => {
  let node: ShellNode
  let on: Program
  /** Knows the name that nginx is reached by. */
  let behind: Program
  let plain: Nginx
  let upgrading: Nginx
  beforeAll(async () => {
    node = await shellNode()
    ;({ on } = node)
    plain = await nginxBefore(on.address, impatient)
    const port = await freePort()
    const args = ['--local-key=off', `--hosts=127.0.0.1:${port}`]
    behind = await portlight(args, { KUBECONFIG: node.kubeconfig })
    upgrading = await nginxBefore(behind.address, `${upgrades} ${impatient}`, port)
  }, 25 * minutes)
  afterAll(async () => {
    await Promise.all([plain?.stop(), upgrading?.stop(), on?.stop(), behind?.stop()])
  })

  const asked = (
    fields: Readonly<Record<string, string>> = { container: 'web' },
    address: URL = on.address,
  ) => ticket(address, shellPath('running'), fields)

  it('that passes no WebSocket: types, pastes a megabyte, and is not cut while nothing is written', async () => {
    const { socket, ticket: one } = await asked()
    const { origin } = on.address
    expect(
      await handshake(new URL(plain.origin), socket, ['portlight.terminal', one], { origin }),
    ).toBe(426)
    const shell = await shellOverHttp(plain.origin, await asked())
    await shell.sees(/# /)
    const line = "stty raw -echo; echo read''y; head -c 1000000 | md5sum; stty sane\r"
    expect(await shell.type(line, 0)).toBe(204)
    await shell.sees(/\bready/)
    const text = Buffer.alloc(1_000_000, 'abcdefghijklmnop').toString()
    const piece = 16_384
    for (let at = 0; at < text.length; at += piece)
      expect(await shell.type(text.slice(at, at + piece), line.length + at)).toBe(204)
    await shell.sees(new RegExp(createHash('md5').update(text).digest('hex')))
    await sleep(13_000)
    const typed = line.length + text.length
    expect(await shell.type('echo awake-$((6*7))\r', typed)).toBe(204)
    await shell.sees(/awake-42/)
    await plain.again()
    await shell.over
    const { id } = shell.said[0]!
    const back = await asked({ terminal: String(id), from: String(shell.bytes) })
    const again = await shellOverHttp(plain.origin, back)
    expect(again.said[0]).toMatchObject({ type: 'begins', id, lost: 0 })
    await again.type('echo back-$((6*7))\r', Number(again.said[0]?.['typed']))
    await again.sees(/back-42/)
    await again.say({ close: true })
    await again.over
  })

  it('that passes WebSockets: types, pastes a megabyte, is not cut while nothing is written, comes back', async () => {
    const address = new URL(upgrading.origin)
    const open = async (fields?: Readonly<Record<string, string>>) =>
      shellPage(address, await asked(fields, address))
    const shell = await open()
    await shell.sees(/# /)
    shell.type("stty raw -echo; echo read''y; head -c 1000000 | md5sum; stty sane\r")
    await shell.sees(/\bready/)
    const text = Buffer.alloc(1_000_000, 'abcdefghijklmnop').toString()
    await shell.paste(text)
    await shell.sees(createHash('md5').update(text).digest('hex'))
    await sleep(13_000)
    shell.type('mine=kept; echo awake-$((6*7))\r')
    await shell.sees(/awake-42/)
    await upgrading.again()
    const again = await open({ terminal: String(shell.said[0]!['id']), from: String(shell.bytes) })
    again.type('echo after-$mine\r')
    await again.sees(/after-kept/)
    again.say({ close: true })
    await again.ended()
  })

  it('whose next request goes to another replica is told what the proxy needs', async () => {
    const other = await portlight(['--local-key=off'], { KUBECONFIG: node.kubeconfig })
    const shell = await shellOverHttp(on.address, await asked())
    const { up, id } = shell.said[0]!
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream' }
    const sent = { method: 'POST', headers, body: 'x' }
    const lost = await ask(other.address, `${String(up)}?from=0`, sent)
    expect(lost.status).toBe(409)
    expect(lost.body).toMatch(/another replica.*session affinity/)
    const fields = { terminal: String(id), from: '0' }
    const body = new URLSearchParams(fields).toString()
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
    const again = await ask(other.address, shellPath('running'), {
      method: 'POST',
      headers: form,
      body,
    })
    expect(again.status).toBe(409)
    expect(await shell.type('exit\r', 0)).toBe(204)
    await shell.over
    expect(shell.said.at(-1)).toMatchObject({ type: 'ended', text: 'Ended.' })
    await other.stop()
  })
})
