/** Portlight in front of a real node: states and logs as a real kubelet gives them. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parse } from 'node-html-parser'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'
import { noRealNode, realNode } from '../support/real-node.ts'
import { expectWhole, followed, orders } from '../support/orders.ts'
import { streamed } from '../support/streamed.ts'

const minutes = 60_000
const patience = { timeout: 180_000, interval: 500 }

vi.setConfig({ testTimeout: 4 * minutes })

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
  const said = (path: string) => expect.poll(() => text(path), patience)
  const shown = (path: string, selector: string) =>
    expect.poll(async () => parse(await read(path)).querySelector(selector)?.text, patience)
  const asked = (path: string) =>
    expect.poll(async () => {
      const answer = await ask(on.address, `/c/admin/pods/real/${path}`)
      return `${answer.status} ${answer.body}`
    }, patience)
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
    await said('crash-loop/logs?previous=1').toContain('fatal: no route to the database')
    await said('failed/logs').toBe('row 17: no price\n')
    await said('init-failing/logs?container=migrate').toContain('migration 14: table exists')
  })

  it.each([
    ['crash-loop', /Container app keeps crashing: \d+ restarts?.*It ended with exit 3\./],
    ['oom-killed', /keeps running out of memory.*exit 137, out of memory\. Its limit is 16Mi\./],
    ['failed', /Container import failed: exit 2 Its last words: row 17: no price/],
    ['init-failing', /Container migrate keeps crashing.*app has not started yet: migrate runs/],
    ['init-running', /app has not started yet: wait-for-db runs before it What wait-for-db says/],
    ['image-pull', /The image of container app cannot be pulled: the registry cannot be reached/],
    ['failed-mount', /A volume cannot be mounted.*configmap "cart-config" not found/],
    ['missing-secret', /app cannot be started: secret "cart-token" not found/],
    ['evicted', /It was evicted from its node.*Container app ended with exit 137/],
    ['unschedulable', /No node fits this pod/],
    ['gated', /app has not started yet.*It has no node yet\. SchedulingGated: gate example\.com/],
    ['completed', /Container report ended with exit 0/],
  ])('says on the log of %s why it says no more', async (name, words) => {
    const why = async () =>
      parse(await read(`/real/${name}/logs`))
        .querySelectorAll('.log-why')
        .map(({ text: each }) => each.replaceAll(/\s+/g, ' ').trim())
        .join(' ')
    await expect.poll(why, patience).toMatch(words)
  })

  it('answers for a lone container with the API server’s status', async () => {
    await asked('init-running/logs?as=txt&container=app').toMatch(
      /^400 # init-running app: .*waiting/,
    )
    await asked('running/logs?as=txt&previous=1').toMatch(/^400 # running web: previous terminated/)
  })

  it('keeps colours and levels, and lays JSON out', async () => {
    await shown('/real/chatty/logs?tail=40', '[data-level="error"] i.f1').toBe('ERROR')
    await shown('/real/chatty/logs?tail=40', '[data-level="info"] i.f2').toBe('INFO')
    await shown('/real/json/logs?tail=40', '[data-level="info"] span').toMatch(/^payment \d+$/)
    await shown('/real/json/logs?tail=40', '#lines').toContain('not JSON: collecting garbage')
  })

  it('says of a pod that is over that nothing more comes', async () => {
    const path = '/c/admin/pods/real/completed/logs?watch=0'
    const log = await streamed(on.address.origin, path)
    await log.until(({ around }) => around.get('#live')?.includes('nothing more comes') === true)
  })

  it('follows lines over two connections: none lost, none twice', async () => {
    const path = await followed(on.address, '/c/admin/pods/real/chatty')
    const one = await streamed(on.address.origin, path)
    await one.until(() => orders(one).length > 200)
    one.close()
    const id = one.said.at(-1)!.id
    const next = await streamed(on.address.origin, path, { 'last-event-id': id })
    await next.until(() => orders(next).length > 200)
    expectWhole([...orders(one), ...orders(next)])
  })
})
