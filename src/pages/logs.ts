/** The log of a pod, of all pods of a workload, or of pods that the address chooses: a page, a stream, text. */
import { type Context, Hono } from 'hono'
import { AppError, InvalidInput, NotSignedIn } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { type Asked, type AskedLogs, goesOn, readAsked, writeAsked } from '../logs/asked.ts'
import { writtenOwed } from '../logs/around.ts'
import { lineFilter, type LineFilter } from '../logs/filter.ts'
import { written } from '../logs/place.ts'
import { isRefused, isWaiting, type Unread, unreadNotes } from '../logs/unread.ts'
import { mostSources } from '../logs/source.ts'
import { paths } from '../urls.ts'
import { silent } from '../views/live.ts'
import { lineLink, logAt, logEnds, marked } from '../views/log-ends.ts'
import type { LogHref } from '../views/log-files.ts'
import { logRow } from '../views/log-lines.ts'
import { logControls } from '../views/log-controls.ts'
import { lineCount, type LogsPage, rangeOf, sourceMarks } from '../views/logs.ts'
import { grouped } from '../views/words.ts'
import { dockButton } from './docked.ts'
import { foot } from './foot.ts'
import { podsLog } from './logs/pods.ts'
import type { Gathered, Sources } from './logs/sources.ts'
import { placed } from './logs/placed.ts'
import type { Wanted } from './logs/reading.ts'
import { isPage, pageText } from './logs/page-text.ts'
import { type Read, readTail } from './logs/read.ts'
import { logStream } from './logs/stream.ts'
import { objectLog, type Subject } from './logs/subject.ts'
import { refusedText, silentText } from './logs/refused-text.ts'
import { formOf, logText } from './logs/text.ts'
import { unreadOf, whyOf } from './logs/why.ts'
import { settled } from './settled.ts'
import { shell } from './shell.ts'

export const logs = new Hono<Env>()
  .get(paths.podLogs, (c) => log(c, podsLog))
  .get(`${paths.object}/logs`, (c) => log(c, objectLog))

async function log(
  c: Context<Env>,
  of: (c: Context<Env>, asked: Asked) => Promise<Subject<Gathered>>,
): Promise<Response> {
  const asking = readAsked(new URL(c.req.url).searchParams)
  try {
    const { subject, said } = await placed(c, await of(c, asking.asked), asking)
    return await answered(c, subject, said)
  } catch (error) {
    const form = formOf(c)
    const words = error instanceof AppError && !(error instanceof NotSignedIn)
    if (form === null || !words || c.req.query('watch') !== undefined) throw error
    return refusedText(c, form, error)
  }
}

async function answered(c: Context<Env>, subject: Subject, asking: AskedLogs): Promise<Response> {
  const { asked } = asking
  const filter = await lineFilter(asked.q)
  const { pods: resource, sources } = subject
  const { chosen, zones } = sources
  const reading = { resource, sources: chosen, zones, asked, filter, now: new Date() }
  if (c.req.query('watch') !== undefined) return logStream(c, reading, crewsOf(sources))
  const form = formOf(c)
  if (form !== null) {
    refuse(subject, wrongOf(asking, filter))
    const waits = goesOn(asked) && sources.crews.length > 0
    if (chosen.length === 0 && !waits) return silentText(c, form, missing(subject))
    return isPage(c, asked)
      ? pageText(reading, await readPage(c, reading), form)
      : logText(c, reading, sources.crews, form, subject.name)
  }
  const moved = settled(c)
  if (moved !== null) return moved
  const read = await readPage(c, reading)
  const said = { ...asking, wrong: wrongOf(asking, filter) }
  const page = await pageOf(c, subject, reading, read, said)
  const wrong = { ...said.wrong, ...subject.wrong }
  return html(c, 'logs/page', page, Object.keys(wrong).length > 0 ? 422 : 200)
}

const crewsOf = ({ crews, self }: Sources) => (self === null ? crews : [...crews, self])

function readPage(c: Context<Env>, reading: Wanted): Promise<Read> {
  const { tally } = c.var
  const { raw } = c.req
  const connected = (signal: AbortSignal) =>
    c.var.connection.kube({ signal: AbortSignal.any([raw.signal, signal]), tally })
  return readTail({ ...reading, kube: connected })
}

const wrongOf = ({ wrong }: AskedLogs, filter: LineFilter): AskedLogs['wrong'] =>
  filter.wrong.length === 0 ? wrong : { ...wrong, q: filter.wrong.join(' ') }

/** A file has nobody to ask again. @throws InvalidInput */
function refuse({ wrong: unchosen, choice }: Subject, asked: AskedLogs['wrong']): void {
  const wrong = { ...asked, ...unchosen }
  if (Object.keys(wrong).length > 0) throw new InvalidInput(wrong)
  if (choice?.nobody === true)
    throw new InvalidInput({
      pod: 'Say whose log: pod=NAMESPACE/NAME, or ns= and l= as in a list.',
    })
}

async function pageOf(
  c: Context<Env>,
  subject: Subject,
  reading: Wanted,
  read: Read,
  said: AskedLogs,
): Promise<LogsPage> {
  const { resource, title, choice, sources, besides } = subject
  const { asked, filter, sources: chosen } = reading
  const link = lineLink(new URL(c.req.url).searchParams)
  const lined = { marks: sourceMarks(chosen), filter, link, isMarked: marked(asked) }
  const href: LogHref = (query, more) => subject.address({ ...query, ...more })
  const times = read.lines.map(({ line }) => line.time)
  const { previous, at, to } = asked
  const still = previous || at !== '' || to !== '' || read.later !== '' || choice?.open === true
  return {
    head: await subject.head(),
    choice,
    controls: {
      ...ofSomebody(logControls(said, sources, href, besides, times), choice),
      dock: still ? null : docks(c, subject, asked),
    },
    ends: logEnds(asked, read, href),
    at: logAt(asked, times, href),
    lines: read.lines.map((line) => logRow(line, lined)),
    ...(await explained(c, subject, asked, read)),
    range: still ? rangeOf(times) : '',
    count: lineCount(read.lines.filter(({ beside }) => !beside).length, read.looked, asked),
    look: asked.wrap ? 'wrap' : 'long',
    times: asked.times,
    assets: assetsOf(c),
    stream: still ? '' : followed(subject, asked, read),
    live: silent,
    shell: await shell(c, { title, resource }),
    kubectl: subject.kubectl(asked),
    foot: foot(c),
  }
}

/** What is followed; but not what the address chooses, which is nothing by its name. */
function docks(c: Context<Env>, { choice, address }: Subject, asked: Asked) {
  return choice === null ? dockButton(c, address(writeAsked(asked))) : null
}

/** While nobody is chosen there are no files. */
const ofSomebody = (bar: LogsPage['controls'], choice: Subject['choice']): LogsPage['controls'] =>
  choice?.open === true ? { ...bar, files: [] } : bar

/** What stands in a box needs no note. */
async function explained(
  c: Context<Env>,
  subject: Subject,
  asked: Asked,
  { unread }: Read,
): Promise<Pick<LogsPage, 'unread' | 'why' | 'notes'>> {
  const { pods, sources } = subject
  const why = await whyOf(c, pods, sources, asked)
  const said = (one: Unread) => isRefused(one) || (why.problems.length > 0 && isWaiting(one))
  const notes = unreadNotes(unread.filter((one) => !said(one)))
  return { why, unread: await unreadOf(c, pods, unread), notes: [...notes, ...missing(subject)] }
}

function assetsOf(c: Context<Env>): LogsPage['assets'] {
  const { urls, assets } = c.var.parts
  const [css, js, dock] = (['logs.css', 'logs.js', 'dock.js'] as const).map((name) =>
    urls.asset(assets.names[name]),
  )
  return { css: css ?? '', js: js ?? '', dock: dock ?? '' }
}

/** No line was seen yet: an empty value would fall out of the address. */
const nowhere = '0'

const followed = ({ address }: Subject, asked: Asked, { places, owed }: Read): string =>
  address({ ...writeAsked(asked), owed: writtenOwed(owed), watch: written(places) || nowhere })

/** Why there may be less than one expects. */
function missing({ sources, choice }: Subject): readonly string[] {
  const { all, chosen, notes } = sources
  if (choice?.open === true) return ['Say above whose log you want to read.']
  if (all.length === 0) return [...notes, 'There is no pod yet: nothing has been said.']
  if (chosen.length === 0) return [...notes, 'None of its containers is chosen.']
  const rest = all.length - chosen.length
  if (chosen.length < mostSources || rest === 0) return notes
  const first = `These are ${mostSources} of ${grouped(all.length)} containers, those of the newest pods that still run first`
  return [...notes, `${first}: choose pods, containers or nodes.`]
}
