/** P15: a log of 10,000 lines a second, through the real API server, followed on a page and as text. */
import type { Figure } from './figure.ts'
import { launch } from './browser.ts'
import { closing, downloaded, stalled, terminal } from './log-readers.ts'
import { firstLine, followed, onSlowLink } from './log-page.ts'
import { talkers } from './talkers.ts'
import { type Measurement, portlight } from './work.ts'

export const logs: Measurement = async (work) => {
  const source = await talkers(work)
  const browser = await launch()
  const figures: Figure[] = []
  try {
    for (const part of [followed, onSlowLink, firstLine, terminal, downloaded, stalled, closing]) {
      work.say(`  ${part.name}`)
      const server = await portlight(work)
      try {
        figures.push(...(await part({ server, source, browser })))
      } finally {
        await server.stop()
      }
    }
    return figures
  } finally {
    await browser.close()
    await source.end()
  }
}
