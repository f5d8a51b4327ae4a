/** Shells that are open while what is below them breaks: what the page is told, and what works after it. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { ask } from '../support/ask.ts'
import { apiServerEnds, nodeAway } from '../support/node-faults.ts'
import type { Program } from '../support/program.ts'
import { shellPath } from '../support/shell-node.ts'
import { type ShellPage, shellPage, ticket } from '../support/shell-page.ts'
import type { Cluster } from './cluster.ts'

const patience = { timeout: 120_000, interval: 250 }

/** One that has answered. */
export async function openShell(
  { address }: Program,
  pod = 'running',
  container = 'web',
): Promise<ShellPage> {
  const shell = await shellPage(address, await ticket(address, shellPath(pod), { container }))
  await shell.sees(/# /)
  shell.type('echo open-$((6*7))\r')
  await shell.sees(/open-42/)
  return shell
}

/** As a person who presses Enter again until it opens. */
export const opensAgain = (on: Program) =>
  expect.poll(() => openShell(on).then(({ text }) => text, String), patience).toMatch(/open-42/)

/** The node does not answer: what is typed now is kept. */
export async function silent(shell: ShellPage): Promise<void> {
  shell.type('echo kept-$((40+2))\r')
  await expect.poll(() => shell.said.at(-1)?.type, patience).toBe('silent')
  expect(shell.said.at(-1)).toMatchObject({
    text: expect.stringMatching(/^Node real-1 does not answer/),
    next: expect.stringMatching(/waits/),
  })
}

/** It does again: no key is lost. */
export async function answers(shell: ShellPage): Promise<void> {
  await expect.poll(() => shell.text, patience).toMatch(/kept-42/)
  expect(shell.said.at(-1)?.type).toBe('answers')
  shell.type('exit\r')
  expect(await shell.ended()).toMatchObject({ text: 'Ended.' })
}

/** @param given once the cluster is up */
export function shellFaults(
  given: () => { readonly on: Program; readonly cluster: Cluster; readonly name: string },
) {
  const kubectl = async (...args: string[]) => {
    const { kubectl: program, kubeconfig } = given().cluster
    await promisify(execFile)(program, [`--kubeconfig=${kubeconfig}`, '-n=real', ...args])
  }

  it('whose node is cut off say so, wait, and lose no key', async () => {
    const { on, name } = given()
    const shell = await openShell(on)
    const there = await nodeAway(name)
    try {
      await silent(shell)
    } finally {
      await there()
    }
    await answers(shell)
  })

  it('whose pod is deleted under the keys say so', async () => {
    const { on } = given()
    const image = '--image=registry.example.com/tools/busybox:1.35'
    const spec = { nodeName: 'real-1', tolerations: [{ operator: 'Exists' }] }
    await kubectl(
      'run',
      'short',
      image,
      `--overrides=${JSON.stringify({ spec })}`,
      '--',
      'sleep',
      '1000',
    )
    await kubectl('wait', '--for=condition=Ready', 'pod/short', '--timeout=60s')
    const shell = await openShell(on, 'short', 'short')
    const typing = setInterval(() => shell.type('echo typed\r'), 20)
    await kubectl('delete', 'pod', 'short', '--grace-period=1')
    const { text } = await shell.ended()
    clearInterval(typing)
    expect(text).toMatch(/^Its pod is (?:gone|being deleted)\./)
  })

  it('whose API server is killed say so, and open again when it is back', async () => {
    const { on, name } = given()
    const shell = await openShell(on)
    const again = await apiServerEnds(name)
    shell.type('echo lost\r')
    expect(await shell.ended()).toMatchObject({
      text: expect.stringMatching(/^The API server has ended, or is being restarted\./),
      next: expect.stringMatching(/^Press Enter/),
    })
    expect((await ask(on.address, '/healthz')).status).toBe(200)
    await again()
    await opensAgain(on)
  })
}
