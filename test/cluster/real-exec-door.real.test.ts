/** Who may open a shell on a real node, when it is not there, and how it ends with Portlight; what helps where there is none. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'
import { noRealNode } from '../support/real-node.ts'
import { type ShellNode, shellNode, shellPath } from '../support/shell-node.ts'
import { asked, handshake, shellPage, ticket } from '../support/shell-page.ts'

const minutes = 60_000
vi.setConfig({ testTimeout: 2 * minutes })

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'the door of a shell', () => {
  let on: Program
  let node: ShellNode
  beforeAll(async () => {
    node = await shellNode()
    ;({ on } = node)
  }, 25 * minutes)
  afterAll(() => on?.stop())

  const aside = () =>
    node.kubectl(
      'get',
      'pods',
      '-n',
      'real',
      'distroless',
      '-o',
      'jsonpath={.status.ephemeralContainerStatuses}',
    )
  const sent = (to: string, fields: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(fields).toString()
    const type = 'application/x-www-form-urlencoded'
    const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin', accept: 'text/html' }
    return ask(on.address, to, { method: 'POST', body, headers })
  }
  const begun = () => audited().filter(({ verb }) => verb === 'exec').length
  const audited = () => node.audited()

  it('a handshake of another page, or with another ticket, is refused before anything is dialled', async () => {
    const { origin } = on.address
    const before = begun()
    const fresh = async () => [
      'portlight.terminal',
      (await ticket(on.address, shellPath('running'), { container: 'web' })).ticket,
    ]
    const { socket } = await ticket(on.address, shellPath('running'), { container: 'web' })
    const { port } = on.address
    for (const foreign of [
      'https://evil.example',
      `http://evil.localhost:${port}`,
      `http://127.0.0.1:1`,
      'null',
      `https://good@127.0.0.1:${port}.evil.example`,
    ])
      expect(await handshake(on.address, socket, await fresh(), { origin: foreign }), foreign).toBe(
        403,
      )
    expect(await handshake(on.address, socket, await fresh(), {})).toBe(403)
    expect(await handshake(on.address, socket, ['portlight.terminal', 'x'], { origin })).toBe(403)
    expect(await handshake(on.address, socket, ['portlight.terminal'], { origin })).toBe(403)
    const [name, one] = await fresh()
    expect(await handshake(on.address, socket, [name!, one!], { origin })).toBe(101)
    expect(await handshake(on.address, socket, [name!, one!], { origin })).toBe(403)
    await vi.waitFor(() => expect(begun() - before).toBeLessThanOrEqual(1))
    const foreign = { 'content-type': 'text/plain', origin: 'https://evil.example' }
    const posted = await (
      await import('../support/ask.ts')
    ).ask(on.address, shellPath('running'), {
      method: 'POST',
      headers: foreign,
      body: 'container=web',
    })
    expect(posted.status).toBe(403)
  })

  it('is not there where it is switched off, and where nothing may be changed', async () => {
    for (const [flag, words] of [
      ['--shell=off', /--shell=off/],
      ['--read-only', /--read-only/],
    ] as const) {
      const without = await portlight(['--local-key=off', flag], { KUBECONFIG: node.kubeconfig })
      const read = (path: string) => ask(without.address, path)
      const answer = await read(shellPath('running'))
      expect(answer.status).toBe(403)
      expect(answer.body).toMatch(words)
      const posted = await asked(without.address, shellPath('running'), { container: 'web' })
      expect(posted.status).toBe(403)
      expect((await read('/c/admin/pods/real/running')).body).not.toContain('/exec"')
      expect((await read('/c/admin/pods?ns=real')).body).not.toContain('data-shells')
      await without.stop()
    }
    expect((await ask(on.address, '/c/admin/pods/real/running')).body).toContain('/exec"')
    expect((await ask(on.address, '/c/admin/pods?ns=real')).body).toContain('data-shells')
    expect((await ask(on.address, '/c/admin/configmaps')).body).not.toContain('data-shells')
  })

  it('a Portlight that goes down closes its shells, says so, and ends', async () => {
    const going = await portlight(['--local-key=off'], { KUBECONFIG: node.kubeconfig })
    const shell = await shellPage(
      going.address,
      await ticket(going.address, shellPath('running'), { container: 'web' }),
    )
    await shell.sees(/# /)
    shell.type('sleep 4322\r')
    await expect.poll(() => node.processes()).toContain('sleep 4322')
    expect(await going.end()).toBe(0)
    expect(await shell.ended()).toMatchObject({ text: 'Closed. Portlight is being restarted.' })
    expect(going.lines.filter((line) => line.includes('"exec end"'))).toHaveLength(1)
    await expect.poll(() => node.processes()).not.toContain('sleep 4322')
  })

  it('whoever asks for another protocol gets an answer in this one', async () => {
    const headers = {
      connection: 'Upgrade, HTTP2-Settings',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABk',
    }
    expect((await ask(on.address, '/healthz', { headers })).status).toBe(200)
  })

  it('where there is no shell a container with tools is put beside it, and attached to', async () => {
    const form = '/c/admin/pods/real/distroless/debug'
    const html = parse((await ask(on.address, form)).body)
    const fields = html.querySelectorAll('form[data-action] [name]').map((field) => {
      const chosen = field.querySelector('option[selected]') ?? field
      return [field.getAttribute('name') ?? '', chosen.getAttribute('value') ?? ''] as const
    })
    const image = 'registry.example.com/tools/busybox:1.35'
    const given = { ...Object.fromEntries(fields), image, target: 'site' }
    const wrong = await sent(form, { ...given, name: 'Not A Name' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toContain('is no name of a container')
    const answer = await sent(form, given)
    expect(answer.status, answer.body).toBe(303)
    expect(answer.headers.location).toMatch(/\/distroless\/attach\?container=debugger-1$/)
    const container = 'debugger-1'
    const there = await ticket(on.address, shellPath('distroless', 'attach'), { container })
    // At once: what has just been put there is waited for.
    const shell = await shellPage(on.address, there)
    await shell.sees('')
    await expect.poll(() => shell.said[0]?.type, { timeout: 30_000 }).toBe('begins')
    await expect.poll(aside, { timeout: 60_000 }).toMatch(/"running"/)
    shell.type('\r')
    await shell.sees(/# /)
    shell.type('cat /proc/1/cmdline | tr "\\0" " "\r')
    await shell.sees(/\/httpd -f/)
    shell.say({ close: true })
    await shell.ended()
    expect((await ask(on.address, form)).body).toContain('value="debugger-2"')
  })
})
