/** A real kubelet that is killed and that stands still, seen through logs and shells. Its cluster is its own: others would suffer. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { expectWhole, followed, orders, ordersIn, spoken } from '../support/orders.ts'
import type { Pod } from '../support/pod-states.ts'
import { portlight, type Program } from '../support/program.ts'
import { kubeletOf } from '../support/real-node.ts'
import { shellPath } from '../support/shell-node.ts'
import { shellPage, ticket } from '../support/shell-page.ts'
import { reach } from '../support/record.ts'
import { streamed, type Streamed } from '../support/streamed.ts'
import type { Api } from './api.ts'
import { type Cluster, down, hindrance, up } from './cluster.ts'
import { answers, openShell, opensAgain, shellFaults, silent } from './shell-faults.ts'

const minutes = 60_000
const patience = { timeout: 2 * minutes, interval: 250 }
const why = hindrance()
const name = `kubelet-${process.pid}`

vi.setConfig({ testTimeout: 5 * minutes })

describe.skipIf(why !== undefined)(why ?? 'a real kubelet', () => {
  let on: Program
  let api: Api
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await up({ name, seed: 'none', realNode: true, say: () => {} })
    api = reach(cluster.kubeconfig)
    on = await portlight(['--local-key=off'], { KUBECONFIG: cluster.kubeconfig })
    await vi.waitFor(async () => expect((await web())?.state?.running).toBeDefined(), patience)
  }, 25 * minutes)
  afterAll(async () => {
    api?.close()
    await on?.stop()
    await down(name)
  }, minutes)

  const chatty = '/c/admin/pods/real/chatty'
  async function web() {
    const { body } = await api.call('GET', '/api/v1/namespaces/real/pods/running')
    return (JSON.parse(body) as Pod).status?.containerStatuses?.[0]
  }
  const back = async () => {
    const all = [`--kubeconfig=${cluster.kubeconfig}`, '-n=real', 'exec', 'running', '--']
    const done = promisify(execFile)(cluster.kubectl, [...all, 'echo', 'back'])
    return (await done.catch(() => ({ stdout: '' }))).stdout.trim()
  }

  it('that is killed is followed by another, and its containers go on: no line is lost', async () => {
    const first = await web()
    const log = await streamed(on.address.origin, await followed(on.address, chatty))
    const text = await spoken(on.address, `${chatty}/logs?follow=1&as=txt&tail=5`)
    await log.until(() => orders(log).length > 50)
    const shell = await openShell(on)
    const kubelet = await kubeletOf(name)
    process.kill(kubelet, 'SIGKILL')
    expect(await shell.ended()).toMatchObject({
      // Which of the two depends on how soon the port is taken again.
      text: expect.stringMatching(
        /^(?:The kubelet of node real-1 has ended, or is being restarted|Node real-1 does not answer)/,
      ),
      next: expect.stringMatching(/^Press Enter/),
    })
    await expect
      .poll(() => on.lines.findLast((line) => line.includes('"exec end"')), patience)
      .toMatch(/"ended":"cut"/)
    await expect.poll(back, patience).toBe('back')
    expect(await kubeletOf(name)).not.toBe(kubelet)
    await opensAgain(on)
    // A page may skip what came meanwhile, and says so; a text has all of it.
    const [count, before] = [orders(log).length, ordersIn(text.text).length]
    await log.until(() => orders(log).length > count + 300)
    await vi.waitFor(
      () => expect(ordersIn(text.text).length).toBeGreaterThan(before + 300),
      patience,
    )
    expectWhole(ordersIn(text.text))
    expect(notes(log).filter((note) => / is gone| ended|missing/.test(note))).toEqual([])
    // It may call the pod unready until it has asked, but starts nothing anew.
    const { containerID, restartCount } = (await web()) ?? {}
    expect(containerID).toMatch(/^containerd:/)
    expect([containerID, restartCount]).toEqual([first?.containerID, first?.restartCount])
  })

  it('that stands still is told of, and no line is lost when it goes on', async () => {
    const path = await followed(on.address, chatty)
    const log = await streamed(on.address.origin, path)
    const text = await spoken(on.address, `${chatty}/logs?follow=1&as=txt&tail=5`)
    await log.until(() => orders(log).length > 50)
    const shell = await openShell(on)
    const kubelet = await kubeletOf(name)
    process.kill(kubelet, 'SIGSTOP')
    try {
      const told = silent(shell)
      const { status, body } = await ask(on.address, `${chatty}/logs`, {
        headers: { accept: 'text/html' },
      })
      expect(status).toBe(200)
      expect(parse(body).querySelector('.log-note')?.text).toContain('has not answered yet')
      await log.until(() => notes(log).some((note) => note.startsWith('Node real-1: ')))
      await told
    } finally {
      process.kill(kubelet, 'SIGCONT')
    }
    await answers(shell)
    await log.until(() => notes(log).includes('Node real-1 answers again.'))
    const before = ordersIn(text.text).length
    await vi.waitFor(
      () => expect(ordersIn(text.text).length).toBeGreaterThan(before + 300),
      patience,
    )
    expectWhole(ordersIn(text.text))
    expect(text.text).not.toContain('#')
    expect(notes(log).filter((note) => / is gone| ended|missing/.test(note))).toEqual([])
  })

  it('that stands still is named while a shell is opened, which opens when it goes on', async () => {
    const path = shellPath('running')
    const kubelet = await kubeletOf(name)
    process.kill(kubelet, 'SIGSTOP')
    try {
      const shell = await shellPage(
        on.address,
        await ticket(on.address, path, { container: 'web' }),
      )
      await expect.poll(() => shell.said.at(-1)?.type, patience).toBe('silent')
      expect(shell.said.at(-1)).toMatchObject({
        text: expect.stringMatching(/^Node real-1 does not answer/),
      })
      shell.type('echo early-$((6*7))\r')
      process.kill(kubelet, 'SIGCONT')
      await shell.sees(/early-42/)
    } finally {
      process.kill(kubelet, 'SIGCONT')
    }
  })

  describe('with shells', () => shellFaults(() => ({ on, cluster, name })))
})

const notes = ({ said }: Streamed): readonly string[] =>
  said.flatMap(({ data }) =>
    parse(data)
      .querySelectorAll('.log-note')
      .map(({ text }) => text),
  )
