/** Two Portlights behind nginx, each request sent to the next of them, while one after the other is restarted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create, item, remove } from '../support/api.ts'
import { open, type Window } from '../support/browser.ts'
import { bulkNamespace, maps, planted } from '../support/bulk.ts'
import { hasNginx } from '../support/nginx.ts'
import { removeNamespaces } from '../support/own.ts'
import { type Replicas, replicas } from '../support/replicas.ts'
import { kubeconfigOf } from '../support/site.ts'
import { target, targetName } from '../support/target.ts'
import { broken, fresh, keys, mark } from './live-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'portlight-replicas-'))
const cluster = '/c/admin'

describe.skipIf(!hasNginx)('behind nginx without affinity', () => {
  let both: Replicas
  let on: Window
  let ns: string
  let token: string
  let list: string
  beforeAll(async () => {
    ns = await bulkNamespace('replicas')
    list = `${cluster}/configmaps?ns=${ns}&size=500`
    const { authorization = '' } = (await (await target()).credential.headers()) as {
      authorization?: string
    }
    token = authorization.replace('Bearer ', '')
    const KUBECONFIG = join(folder, 'kubeconfig')
    writeFileSync(KUBECONFIG, await kubeconfigOf())
    both = await replicas(['--sign-in=token'], { KUBECONFIG })
    on = await open('', Promise.resolve(both.programs[0]!))
  })
  afterAll(async () => {
    await on?.close()
    await both?.stop()
    if (targetName === 'real') await removeNamespaces(ns)
    rmSync(folder, { recursive: true, force: true })
  })

  const visit = (run: (page: Page) => Promise<void>) => on.visit(run, {}, broken)
  const visited = (page: Page, path: string) => page.goto(both.origin + path)
  async function enter(page: Page, path: string): Promise<void> {
    await visited(page, path)
    await page.fill('input[name="token"]', token)
    await page.keyboard.press('Enter')
    await page.waitForSelector('header .who')
  }
  /** What was changed under that name, as both tell it: `update 200`. */
  const deeds = (name: string): readonly string[] =>
    both
      .lines()
      .flat()
      .filter((line) => line.includes('"audit":true') && line.includes(`"${name}"`))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .map(({ verb, status }) => `${String(verb)} ${String(status)}`)

  test('who signs in at one is served by both', async () => {
    await visit(async (page) => {
      await enter(page, `${list}&sort=name`)
      expect(page.url()).toBe(`${both.origin}${list}&sort=name`)
      for (let turn = 0; turn < 6; turn += 1) {
        await page.reload()
        expect(await page.locator('form.sign-in').count()).toBe(0)
      }
      const served = both
        .lines()
        .map((lines) => lines.filter((line) => / GET .*\/configmaps 200 /.test(line)).length)
      expect(Math.min(...served)).toBeGreaterThan(2)
    })
  })

  test('a list goes on: no row is lost, none comes twice, the page stays', async () => {
    await visit(async (page) => {
      await planted(ns, ['goes-away'])
      await enter(page, list)
      await mark(page, 'live')
      await page.evaluate('document.body.dataset.same = "yes"')
      let count = 0
      const over = new AbortController()
      const changes = (async () => {
        while (!over.signal.aborted) {
          await create(maps(ns), { metadata: { name: `comes-${(count += 1)}`, namespace: ns } })
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      })()
      await both.roll(async () => {
        const known = await page.locator('#rows > tr').count()
        await expect.poll(() => page.locator('#rows > tr').count()).toBeGreaterThan(known)
      })
      await remove(`${maps(ns)}/goes-away`)
      over.abort()
      await changes
      await expect.poll(() => keys(page)).toContain(`${ns}/comes-${String(count)}`)
      await mark(page, 'live')
      await expect.poll(async () => keys(page)).toEqual(await fresh(page))
      const now = await keys(page)
      expect(new Set(now).size).toBe(now.length)
      expect(now).not.toContain(`${ns}/goes-away`)
      expect(await page.evaluate('document.body.dataset.same')).toBe('yes')
    })
  })

  test('what is half typed is sent after both were restarted, and stored once', async () => {
    await visit(async (page) => {
      await planted(ns, ['typed'])
      const applying = await page.context().newPage()
      await enter(page, `${cluster}/configmaps/${ns}/typed/edit`)
      const text = await page.inputValue('#text')
      await page.fill('#text', text.replace('data:\n', 'data:\n  colour: blue\n'))
      await visited(applying, `${cluster}/apply`)
      await applying.fill('#text', map('applied'))
      await on.visit(async (other) => {
        await visited(other, `${list}&sort=-age`)
        await other.fill('input[name="token"]', token)
        await both.roll()
        await other.keyboard.press('Enter')
        await other.waitForSelector('table[data-resource="configmaps"]')
        expect(other.url()).toBe(`${both.origin}${list}&sort=-age`)
      })
      await page.click('button[value="review"]')
      await page.waitForSelector('.diff .come:has-text("colour: blue")')
      await applying.click('button[value="review"]')
      await applying.click('button[value="apply"]')
      await applying.waitForSelector('.results :text("created")')
      await page.click('button[value="save"]')
      await page.waitForSelector('.did:text-is("Saved.")')
    })
    const { data } = await item(`${maps(ns)}/typed`)
    expect(data).toEqual({ a: '1', colour: 'blue' })
    expect([deeds('typed'), deeds('applied')]).toEqual([['update 200'], ['patch 200']])
    await remove(`${maps(ns)}/applied`)
  })

  const map = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: ${ns}\n`

  test('a deletion that waits for its five seconds is done once, by whoever is there', async () => {
    await visit(async (page) => {
      await planted(ns, ['unloved'])
      await enter(page, `${cluster}/configmaps/${ns}/unloved/deletion`)
      await page.click('form[data-action="deletion"] button.bad')
      await page.waitForSelector('button:has-text("Undo")')
      await both.down(0)
      await page.waitForSelector('.did', { timeout: 15_000 })
      expect(await page.locator('.did').innerText()).toMatch(
        /unloved.*[Dd]eleted|[Dd]eleted.*unloved/,
      )
      await both.up(0)
    })
    expect(deeds('unloved')).toEqual(['delete 200'])
  })
  test('a run is done by the one that began it; the other says so', async () => {
    await visit(async (page) => {
      await planted(ns, ['run-a', 'run-b'])
      await enter(page, `${list}&q=run-`)
      for (const name of ['run-a', 'run-b'])
        await page.click(`#rows > tr[data-key="${ns}/${name}"] .x input`)
      await page.click('#bulk button[value="labels"]')
      await page.fill('form.many [name="labels"]', 'seen=yes')
      await page.click('form.many .row button.first')
      await page.waitForURL(/runs/)
      let all = ''
      // One that was away is asked again after ten seconds.
      await expect
        .poll(async () => (all += await (await page.request.get(page.url())).text()), {
          timeout: 30_000,
        })
        .toContain('only the one that began it knows it, and goes on with it')
      await expect
        .poll(async () => (all += await (await page.request.get(page.url())).text()))
        .toContain('2 of 2 done')
      expect([deeds('run-a'), deeds('run-b')]).toEqual([['patch 200'], ['patch 200']])
    })
  })
})
