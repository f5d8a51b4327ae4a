/** A shell on a real node behind a proxy that sends tokens: the one that opened it ends, another of the same account comes. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'
import { noRealNode } from '../support/real-node.ts'
import { type ShellNode, shellNode, shellPath } from '../support/shell-node.ts'
import { type ShellPage, shellPage, ticket } from '../support/shell-page.ts'

const minutes = 60_000
vi.setConfig({ testTimeout: 4 * minutes })
const patience = { timeout: 2 * minutes, interval: 200 }

const by = (one: string) => ({ authorization: `Bearer ${one}` })
const asked = (shell: ShellPage, times: number) =>
  expect.poll(() => shell.said.filter(({ type }) => type === 'prove').length, patience).toBe(times)

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'a shell by tokens that end', () => {
  let node: ShellNode
  let on: Program
  beforeAll(async () => {
    node = await shellNode()
    const args = ['--sign-in=bearer', '--trusted-proxies=127.0.0.1,::1']
    on = await portlight(args, { KUBECONFIG: node.kubeconfig })
    for (const name of ['ada', 'mal']) {
      await node.kubectl('create', 'serviceaccount', name, '-n', 'real')
      const account = `--serviceaccount=real:${name}`
      await node.kubectl('create', 'rolebinding', name, '--clusterrole=edit', account, '-n', 'real')
    }
  }, 25 * minutes)
  afterAll(async () => {
    await on?.stop()
    await node?.on.stop()
    for (const name of ['ada', 'mal'])
      await node?.kubectl('delete', 'serviceaccount,rolebinding', name, '-n', 'real')
  })

  /** One that ends when the Secret of that name does. */
  async function token(of: string, secret: string): Promise<string> {
    await node.kubectl('create', 'secret', 'generic', secret, '-n', 'real')
    const bound = ['--bound-object-kind=Secret', `--bound-object-name=${secret}`]
    return (await node.kubectl('create', 'token', of, '-n', 'real', ...bound)).trim()
  }
  const ends = (secret: string) => node.kubectl('delete', 'secret', secret, '-n', 'real')
  const visits = async (one: string) =>
    (await ask(on.address, '/c/admin/pods/real/running', { headers: by(one) })).status
  async function opened(one: string): Promise<ShellPage> {
    const given = await ticket(on.address, shellPath('running'), { container: 'web' }, by(one))
    const shell = await shellPage(on.address, given, true, by(one))
    await shell.sees(/# /)
    return shell
  }
  it('goes on by another token of the account, and by nobody else’s', async () => {
    const first = await token('ada', 'first')
    const other = await token('mal', 'other')
    const shell = await opened(first)
    await ends('first')
    await asked(shell, 1)
    const second = await token('ada', 'second')
    expect(await visits(second)).toBe(200)
    // A token that has ended is known to the API server for a few seconds more.
    await expect.poll(() => visits(first), patience).toBe(401)
    shell.type('echo on-$((6*7))\r')
    await shell.sees(/on-42/)
    await ends('second')
    await asked(shell, 2)
    expect(await visits(other)).toBe(200)
    expect(await shell.ended()).toMatchObject({
      type: 'ended',
      text: expect.stringContaining('The token that you came with has ended'),
    })
    await ends('other')
  })
})
