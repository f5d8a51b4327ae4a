/** Whatever changes and whatever breaks on the way: in the end an open page shows what a fresh one does. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { random } from '../support/random.ts'
import { at, broken, holding, lists, mark, staged } from './live-page.ts'

const its = staged()

/** No more than four: a browser has six connections for one host, and each page holds one. */
const views = ['', '?sort=-data&ns=shop,web', '?size=3&page=2&q=a', '?l=drawn=yes']
const keys = ['data/postgres-conf', 'shop/cart', 'shop/catalog', 'web/blog']
const doomed = 'web/blog'
const chance = random(20_261_124)
const one = <T>(all: readonly T[]): T => all[chance.below(all.length)] as T

/** Rows and what stands around them, ages left out: of the page as it is, or of the same page read anew. */
function seen(page: Page, fresh: boolean): Promise<string> {
  return page.evaluate(async (anew) => {
    const text = anew
      ? await (await fetch(location.href)).text()
      : document.documentElement.outerHTML
    const root = new DOMParser().parseFromString(text, 'text/html')
    for (const time of root.querySelectorAll('#rows time')) time.remove()
    const rows = [...root.querySelectorAll<HTMLElement>('#rows > tr')].map((row) =>
      [row.id, row.dataset['key'], ...[...row.children].map((cell) => cell.textContent)].join(
        ' | ',
      ),
    )
    const around = ['#count', '#pager', '#empty'].map((id) => root.querySelector(id)?.textContent)
    return [...rows, ...around.map((words) => words?.replaceAll(/\s+/g, ' ').trim())].join('\n')
  }, fresh)
}

async function change(step: number): Promise<void> {
  const key = one(keys.filter((each) => step < 60 || each !== doomed))
  if (step === 60) return its.behind.remove(at(doomed))
  if (chance.below(2) === 0) return holding(its.behind, key, chance.below(9))
  return its.behind.patch(at(key), { metadata: { labels: { drawn: one(['yes', null]) } } })
}

async function visit(first: Page): Promise<void> {
  const pages = [first]
  while (pages.length < views.length) pages.push(await first.context().newPage())
  for (const [index, page] of pages.entries()) {
    await page.goto(`${its.behind.near.url.origin}${lists}${views[index]}`)
    await mark(page, 'live')
  }
  const before = await Promise.all(pages.map((page) => seen(page, false)))
  let cuts = 0
  for (let step = 0; step < 150; step += 1) {
    await change(step)
    await first.waitForTimeout(chance.below(60))
    if (step % 12 !== 11) continue
    one([its.behind.near, its.behind.far]).cut()
    cuts += 1
  }
  expect(cuts).toBe(12)
  for (const [index, page] of pages.entries()) {
    const differs = async () => {
      const [shown, fresh] = [await seen(page, false), await seen(page, true)]
      return shown === fresh ? '' : `shown:\n${shown}\nfresh:\n${fresh}`
    }
    await expect.poll(differs, { timeout: 40_000, message: views[index] ?? '' }).toBe('')
    expect(await seen(page, false)).not.toBe(before[index])
    await mark(page, 'live', 40_000)
  }
}

const labelled = (value: string | null) =>
  Promise.all(
    keys.map((key) => its.behind.patch(at(key), { metadata: { labels: { crowd: value } } })),
  )

test('many rows that come and go at once all come and go', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${its.behind.near.url.origin}${lists}?l=crowd=yes`)
    await mark(page, 'live')
    for (const value of ['yes', null, 'yes']) {
      await labelled(value)
      const shown = () => page.$$eval('#rows > tr', (all) => all.map((row) => row.dataset['key']))
      await expect.poll(shown).toEqual(value === null ? [] : keys)
    }
  })
})

test(
  'after random changes and random cuts on both sides the page is the fresh page',
  { timeout: 180_000 },
  async () => {
    await its.on.visit(visit, {}, broken)
  },
)
