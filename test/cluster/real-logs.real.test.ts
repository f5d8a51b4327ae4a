/** Portlight in front of a real node: states and logs as a real kubelet gives them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'node-html-parser'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'
import { kubeletOf, noRealNode, realNode } from '../support/real-node.ts'
import { streamed } from '../support/streamed.ts'

const minutes = 60_000
const patience = { timeout: 60_000, interval: 500 }

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'a real node, seen through pages', () => {
  let on: Program
  let node: Awaited<ReturnType<typeof realNode>>
  beforeAll(async () => {
    node = await realNode()
    on = await portlight(['--local-key=off'], { KUBECONFIG: node.kubeconfig })
  }, 25 * minutes)
  afterAll(() => on?.stop())

  const read = async (path: string, accept = 'text/html') =>
    (await ask(on.address, `/c/admin/pods${path}`, { headers: { accept } })).body
  const text = (path: string) => read(`/real/${path}`, '*/*')
  const told = (name: string) => expect.poll(() => read(`/real/${name}/parts/told`), patience)
  const status = async (name: string) => {
    const html = parse(await read('?ns=real'))
    const cell = html.querySelector(`tr[data-key="real/${name}"] [data-col="status"]`)
    return [cell?.querySelector('.s')?.getAttribute('data-tone'), cell?.text.trim()].join(' ')
  }

  it.each([
    ['running', /^ok Running$/],
    ['completed', /^idle Completed$/],
    ['crash-loop', /^bad CrashLoopBackOff exit 3$/],
    ['oom-killed', /^bad CrashLoopBackOff exit 137, out of memory$/],
    ['failed', /^bad Error exit 2$/],
    ['init-failing', /^bad Init:CrashLoopBackOff migrate: exit 1$/],
    ['init-running', /^busy Init:1\/2$/],
    ['image-pull', /^bad (?:ErrImagePull|ImagePullBackOff) the registry cannot be reached$/],
    ['failed-mount', /^busy ContainerCreating$/],
    ['missing-secret', /^bad CreateContainerConfigError secret "cart-token" not found$/],
    ['evicted', /^bad Evicted Pod ephemeral local storage usage exceeds/],
    ['unschedulable', /^warn Pending no node fits: /],
    ['gated', /^idle SchedulingGated gate example\.com\/budget$/],
    ['readiness-failing', /^warn Running app is not ready$/],
  ])('shows the state of %s', async (name, words) => {
    await expect.poll(() => status(name), patience).toMatch(words)
  })

  it('says in plain words what only the events of a pod know', async () => {
    await told('failed-mount').toContain('A volume cannot be mounted')
    await told('readiness-failing').toContain('Readiness probe of app fails')
  })

  it('shows what a container said before it crashed', async () => {
    const before = () => text('crash-loop/logs?previous=1')
    await expect.poll(before, patience).toContain('fatal: no route to the database')
    expect(await text('failed/logs')).toBe('row 17: no price\n')
    expect(await text('init-failing/logs?container=migrate')).toContain(
      'migration 14: table exists',
    )
  })

  it('keeps colours and levels, and lays JSON out', async () => {
    const chatty = parse(await read('/real/chatty/logs?tail=40'))
    expect(chatty.querySelector('#lines p[data-level="error"] i.f1')?.text).toBe('ERROR')
    expect(chatty.querySelector('#lines p[data-level="info"] i.f2')?.text).toBe('INFO')
    const json = parse(await read('/real/json/logs?tail=40'))
    expect(json.querySelector('#lines p[data-level="info"] span')?.text).toMatch(/^payment \d+$/)
    expect(json.querySelector('#lines')?.text).toContain('not JSON: collecting garbage')
  })

  it(
    'follows lines in their order, each once, also over a kubelet that is killed',
    async () => {
      const page = parse(await read('/real/chatty/logs?tail=5'))
      const address = page.querySelector('#stream')!.getAttribute('hx-sse:connect')!
      const one = await streamed(on.address.origin, address.replaceAll('&amp;', '&'))
      const numbers = () =>
        one.said.flatMap(({ data }) =>
          [...data.matchAll(/order (\d+) (?:taken|refused)/g)].map(([, n]) => Number(n)),
        )
      await one.until(() => numbers().length > 50)
      const kubelet = await kubeletOf(node.name)
      const before = numbers().length
      process.kill(kubelet, 'SIGKILL')
      await one.until(() => numbers().length > before + 200)
      const all = numbers()
      const missing = one.said.some(({ data }) => data.includes('lines may be missing'))
      // At ten lines in a tenth of a second nothing is rotated away: not one is lost, and none comes twice.
      expect(missing).toBe(false)
      expect(new Set(all).size).toBe(all.length)
      // The two outputs of a container come a little out of order: at both ends some are not there yet.
      const [first, last] = [Math.min(...all) + 20, Math.max(...all) - 20]
      const inner = all.filter((number) => number >= first && number <= last)
      expect(inner.length).toBeGreaterThan(200)
      expect(inner.toSorted((x, y) => x - y)).toEqual(
        Array.from({ length: last - first + 1 }, (_, place) => first + place),
      )
    },
    2 * minutes,
  )
})
