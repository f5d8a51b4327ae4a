/** The log of a pod or of all pods of a workload: a page, a stream, text. */
import { type Context, Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { type Asked, type AskedLogs, readAsked, writeAsked } from '../logs/asked.ts'
import { lineFilter, type LineFilter } from '../logs/filter.ts'
import { written } from '../logs/place.ts'
import { paths } from '../urls.ts'
import { silent } from '../views/live.ts'
import { logRow } from '../views/log-lines.ts'
import { logControls } from '../views/log-controls.ts'
import { lineCount, type LogsPage, sourceMarks } from '../views/logs.ts'
import { type ObjectContext, objectHead, place } from '../views/object.ts'
import { foot } from './foot.ts'
import { nameMissing, reference } from './found.ts'
import { type Read, type Reading, readTail } from './logs/read.ts'
import { sources, type Sources } from './logs/sources.ts'
import { logStream } from './logs/stream.ts'
import { formOf, logText } from './logs/text.ts'
import { readsOf } from './reads.ts'
import { settled } from './settled.ts'
import { shell } from './shell.ts'

export const logs = new Hono<Env>().get(`${paths.object}/logs`, async (c) => {
  const context = await reference(c)
  const { ref, discovery, now } = context
  const asking = readAsked(new URL(c.req.url).searchParams)
  const { asked } = asking
  const filter = await lineFilter(asked.q)
  const resource = discovery.get('pods')
  if (resource === undefined) throw new NotFound('resource', 'pods')
  const found = await sources(c.var.kube, context, asked).catch((error: unknown) =>
    nameMissing(c, ref, error),
  )
  const reading = { resource, sources: found.chosen, asked, filter, now }
  if (c.req.query('watch') !== undefined) return logStream(c, reading, found.crew)
  const form = formOf(c)
  if (form !== null) return logText(c, reading, form, ref.name)
  const moved = settled(c)
  if (moved !== null) return moved
  const read = await readTail({ ...reading, kube: c.var.kube })
  const said = { ...asking, wrong: wrongOf(asking, filter) }
  const page = await pageOf(c, context, found, { ...reading, kube: c.var.kube }, read, said)
  return html(c, 'logs/page', page, Object.keys(said.wrong).length > 0 ? 422 : 200)
})

const wrongOf = ({ wrong }: AskedLogs, filter: LineFilter): AskedLogs['wrong'] =>
  filter.wrong.length === 0 ? wrong : { ...wrong, q: filter.wrong.join(' ') }

async function pageOf(
  c: Context<Env>,
  context: ObjectContext,
  found: Sources,
  reading: Reading,
  read: Read,
  said: AskedLogs,
): Promise<LogsPage> {
  const { ref } = context
  const { asked, filter, sources: chosen } = reading
  const printed = await c.var.kube.row(ref, readsOf(ref.resource))
  const lined = { marks: sourceMarks(chosen), filter }
  const about = { title: `${ref.name} · ${ref.resource.kind} · Logs`, resource: ref.resource }
  const still = asked.previous || asked.to !== ''
  return {
    head: objectHead(printed, context, 'logs'),
    controls: logControls(said, found.all, (query, more) =>
      address(context, { ...query, ...more }),
    ),
    lines: read.lines.map((line) => logRow(line, lined)),
    notes: [...read.notes, ...missing(found)],
    count: lineCount(read.lines.length, read.looked, asked),
    look: asked.wrap ? 'wrap' : 'long',
    times: asked.times,
    assets: assetsOf(c),
    stream: still ? '' : followed(context, asked, read),
    live: silent,
    shell: await shell(c, about),
    foot: foot(c),
  }
}

function assetsOf(c: Context<Env>): LogsPage['assets'] {
  const { urls, assets } = c.var.parts
  return { css: urls.asset(assets.names['logs.css']), js: urls.asset(assets.names['logs.js']) }
}

const address = ({ urls, cluster, ref }: ObjectContext, query: Parameters<typeof urls.part>[3]) =>
  urls.part(cluster, place(ref), 'logs', query)

/** No line was seen yet: an empty value would fall out of the address. */
const nowhere = '0'

const followed = (context: ObjectContext, asked: Asked, { places }: Read): string =>
  address(context, { ...writeAsked(asked), watch: written(places) || nowhere })

/** Why there may be less than one expects. */
function missing({ all, chosen }: Sources): readonly string[] {
  if (all.length === 0) return ['There is no pod yet: nothing has been said.']
  if (chosen.length === 0) return ['None of its containers is chosen.']
  const rest = all.length - chosen.length
  return chosen.length === 100 && rest > 0
    ? [`These are 100 of ${all.length} containers: choose a pod or a container.`]
    : []
}
