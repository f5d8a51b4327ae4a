/** Accessibility of what stands before and beside a cluster: signing in, the clusters, one that is away, their colours. */
import { expect, test } from 'vitest'
import { colours } from '../../src/views/cluster-mark.ts'
import { house } from '../auth/house.ts'
import { violations } from './violations.ts'
import { open } from '../support/browser.ts'
import { portlight } from '../support/program.ts'

const themes = ['light', 'dark'] as const

test('each colour of a cluster can be read', async () => {
  const on = await open(
    '',
    portlight(['--demo', '--production=demo', '--cluster-colours=demo=pink']),
  )
  try {
    await on.visit(async (page) => {
      for (const theme of themes) {
        await page.context().addCookies([{ name: 'pl_theme', value: theme, url: on.home }])
        await page.goto(`${on.home}/c/demo/namespaces`)
        let last = 'pink'
        for (const colour of colours) {
          await page.$eval('.bar', (bar, [from, to]) => bar.classList.replace(from!, to!), [
            last,
            colour,
          ])
          last = colour
          expect(
            await page
              .locator(`.bar.hue.${colour} summary .tag`, { hasText: 'production' })
              .count(),
          ).toBe(1)
          expect(await violations(page), `${theme} ${colour}`).toEqual([])
        }
      }
    })
  } finally {
    await on.close()
  }
}, 200_000)

test('the clusters, signing in and what is refused before have none', async () => {
  const there = await house('', ['--production=shop', '--cluster-colours=other=violet'])
  const on = await open('', Promise.resolve(there.program))
  try {
    await on.visit(async (page) => {
      for (const theme of themes)
        for (const path of ['/', '/c/shop/pods', '/c/gone/pods', '/c/none']) {
          await page.context().addCookies([{ name: 'pl_theme', value: theme, url: on.home }])
          await page.goto(on.home + path)
          expect(await page.getAttribute('html', 'data-theme')).toBe(theme)
          expect(await violations(page), `${theme} ${path}`).toEqual([])
        }
    })
  } finally {
    await on.close()
    await there.stop()
  }
}, 200_000)
