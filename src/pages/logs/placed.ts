/** Which of the containers are read: by what the address says of them, and of where they run. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { AskedLogs } from '../../logs/asked.ts'
import { choose, type Gathered } from './sources.ts'
import type { Subject } from './subject.ts'
import { zonesOf } from './zones.ts'

/** Without a right to see nodes a zone is left out, and that is said. */
export async function placed(
  c: Context<Env>,
  subject: Subject<Gathered>,
  asking: AskedLogs,
): Promise<{ readonly subject: Subject; readonly said: AskedLogs }> {
  const { all } = subject.sources
  const zones = await zonesOf(c, all, asking.asked)
  const blind = zones.why !== '' && asking.asked.zones.length > 0
  const asked = blind ? { ...asking.asked, zones: [] } : asking.asked
  const wrong = blind ? { ...asking.wrong, zone: zones.why } : asking.wrong
  const sources = { ...subject.sources, zones, chosen: choose(all, asked, zones.of) }
  return { subject: { ...subject, sources }, said: { ...asking, asked, wrong } }
}
