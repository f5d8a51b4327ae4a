/** What axe finds wrong with a page. */
import axe from 'axe-core'
import type { Page } from 'playwright'

/** A line for each place: the rule, and what stands there. @param rules all unless some are named. */
export async function violations(
  page: Page,
  rules: readonly string[] = [],
): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(
    async (only) => {
      const { axe: here } = globalThis as unknown as { axe: typeof import('axe-core') }
      const { violations: found } = await here.run(
        document,
        only.length > 0 ? { runOnly: only } : {},
      )
      return found.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`),
      )
    },
    [...rules],
  )
}
