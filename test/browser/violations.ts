/** What axe finds wrong with a page. */
import axe from 'axe-core'
import type { Page } from 'playwright'

/** A line for each place: the rule, and what stands there. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: here } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations: found } = await here.run(document)
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}
