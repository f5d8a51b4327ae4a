/** Shells in containers of a real node, through Portlight. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Program } from '../support/program.ts'
import { noRealNode } from '../support/real-node.ts'
import { type ShellNode, shellNode, shellPath } from '../support/shell-node.ts'
import { asked, shellPage, ticket } from '../support/shell-page.ts'

const minutes = 60_000
vi.setConfig({ testTimeout: 2 * minutes })

/** Resident, in MB. */
async function memory(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / 1000
}

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'a shell on a real node', () => {
  let on: Program
  let node: ShellNode
  beforeAll(async () => {
    node = await shellNode()
    ;({ on } = node)
  }, 25 * minutes)
  afterAll(() => on?.stop())

  const open = async (fields: Readonly<Record<string, string>> = {}, pod = 'running') =>
    shellPage(on.address, await ticket(on.address, shellPath(pod), { container: 'web', ...fields }))
  const shells = () => audited().filter(({ verb }) => verb.startsWith('exec'))
  const audited = () => node.audited()

  it('types, resizes, and says how it ended', async () => {
    const shell = await open({ cols: '97', rows: '31' })
    await shell.sees(/# /)
    shell.type('stty size; echo äöü-$((6*7))-\u{1f30a}\r')
    await shell.sees(/31 97/)
    await shell.sees(/\näöü-42-\u{1f30a}\r/u)
    shell.say({ cols: 120, rows: 40 })
    shell.type('stty size\r')
    await shell.sees(/40 120/)
    shell.type('exit 3\r')
    expect(await shell.ended()).toMatchObject({ text: 'Ended with exit code 3.', tone: 'bad' })
    await expect.poll(() => shells().at(-1)?.verb).toBe('exec end')
    const lines = shells()
    expect(lines.at(-1)).toMatchObject({
      verb: 'exec end',
      resource: 'pods/exec',
      namespace: 'real',
      name: 'running',
      container: 'web',
      command: 'a shell',
      ended: 'exit',
      exit: 3,
    })
    expect(lines.at(-2)).toMatchObject({ verb: 'exec', status: 101 })
    expect(on.lines.join('\n')).not.toContain('äöü')
  })

  it('a page that was cut off comes back to the same process and what it wrote meanwhile', async () => {
    const shell = await open()
    await shell.sees(/# /)
    shell.type('for i in 1 2 3 4 5; do echo tick-$i; sleep 1; done\r')
    await shell.sees(/\ntick-1\r/)
    const { id } = shell.said[0]!
    shell.cut()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    const from = String(shell.bytes)
    const again = await shellPage(
      on.address,
      await ticket(on.address, shellPath('running'), { terminal: String(id), from }),
    )
    await again.sees(/tick-5/)
    expect(again.said[0]).toMatchObject({ type: 'begins', id, lost: 0 })
    const ticks = `${shell.text}${again.text}`.match(/\r\ntick-\d|^tick-\d/gm)
    expect(ticks).toHaveLength(5)
    again.type('exit\r')
    expect(await again.ended()).toMatchObject({ text: 'Ended.' })
    const gone = await asked(on.address, shellPath('running'), { terminal: 'x', from })
    expect(gone.status).toBe(404)
  })

  it('400 MiB to a page that reads slowly or not at all: the process waits, memory stays', async () => {
    const shell = await open({ command: 'dd if=/dev/zero bs=1048576 count=400' })
    shell.hold()
    const before = await memory(on.pid)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    expect((await memory(on.pid)) - before).toBeLessThan(60)
    shell.go()
    await expect
      .poll(() => shell.bytes, { timeout: minutes, interval: 200 })
      .toBeGreaterThan(400 * 1024 * 1024)
    // What went through is garbage until it is collected: far less than what went through.
    expect((await memory(on.pid)) - before).toBeLessThan(200)
    expect(await shell.ended()).toMatchObject({ text: 'Ended.' })
  })

  it('a megabyte that is pasted arrives whole', async () => {
    const shell = await open({
      command: "sh -c 'stty raw -echo; echo ready; head -c 1000000 | md5sum'",
    })
    await shell.sees(/ready/)
    const text = Buffer.alloc(1_000_000, 'abcdefghijklmnop').toString()
    await shell.paste(text)
    const { createHash } = await import('node:crypto')
    await shell.sees(createHash('md5').update(text).digest('hex'))
  })

  it('vi draws, and nothing of it is left when the page closes it', async () => {
    const shell = await open()
    await shell.sees(/# /)
    shell.type('vi /tmp/x\r')
    await shell.sees('\u001b[')
    shell.type('ihello')
    await shell.sees(/hello/)
    shell.type('\u001b')
    // Together they would be another key.
    await shell.sees(/Modified\] 1\/1/)
    shell.type(':wq\r')
    shell.type('cat /tmp/x; sleep 4321\r')
    await shell.sees(/hello\r/)
    await expect.poll(() => node.processes()).toContain('sleep 4321')
    shell.say({ close: true })
    expect(await shell.ended()).toMatchObject({ text: 'Closed. You closed it.' })
    await expect.poll(() => node.processes()).not.toContain('sleep 4321')
  })

  it('what cannot be opened is told in words', async () => {
    const none = await open({ command: 'no-such-thing' })
    expect(String((await none.ended())['text'])).toMatch(/no such command|not found/i)
    const bare = await open({ container: 'site' }, 'distroless')
    expect(await bare.ended()).toMatchObject({ debug: true })
    const over = await open({ container: 'report' }, 'completed')
    expect(String((await over.ended())['text'])).toMatch(/not running|completed/i)
    const other = await open({ uid: 'another' })
    expect(String((await other.ended())['text'])).toMatch(/replaced/)
    const missing = await open({ container: 'nobody' })
    expect(String((await missing.ended())['words'])).toMatch(/nobody/)
  })

  it('what has no terminal gets lines, and with Ctrl-D the end of its input', async () => {
    const container = {
      name: 'reads',
      image: 'registry.example.com/tools/busybox:1.35',
      command: ['sh', '-c', 'sleep 3; cat; echo read-to-its-end; sleep 1000'],
      stdin: true,
      stdinOnce: true,
    }
    const spec = {
      nodeName: 'real-1',
      tolerations: [{ operator: 'Exists' }],
      terminationGracePeriodSeconds: 1,
      containers: [container],
    }
    const overrides = `--overrides=${JSON.stringify({ spec })}`
    await node.kubectl('run', 'reads', `--image=${container.image}`, overrides)
    await node.kubectl('wait', '--for=condition=Ready', 'pod/reads', '--timeout=60s')
    const page = '/c/admin/pods/default/reads/attach'
    const shell = await shellPage(
      on.address,
      await ticket(on.address, page, { container: 'reads' }),
    )
    shell.type('typed\r')
    await shell.sees(/^typed\n/)
    expect(shell.said[0]).toMatchObject({ tty: false, reads: true })
    shell.type('\u0004')
    await shell.sees(/read-to-its-end/)
    await node.kubectl('delete', 'pod', 'reads', '--wait=false')
    await shell.ended()
  })

  it('attaches to what the container runs', async () => {
    const shell = await shellPage(
      on.address,
      await ticket(on.address, shellPath('chatty', 'attach'), { container: 'orders' }),
    )
    await expect.poll(() => shell.bytes, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(shell.said[0]).toMatchObject({ type: 'begins', container: 'orders', reads: false })
    shell.say({ close: true })
    await shell.ended()
  })
})
