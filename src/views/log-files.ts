/** A log as files and as plain text, each named for what it gives. Pure. */
import { type Asked, usual, writeAsked } from '../logs/asked.ts'

/** The log's address with another query. */
export type LogHref = (
  query: ReturnType<typeof writeAsked>,
  more?: Readonly<Record<string, string>>,
) => string

export interface LogFile {
  readonly id: string
  readonly text: string
  readonly title: string
  readonly href: string
  /** It is saved, not opened. */
  readonly saved: boolean
}

/**
 * All of it: every line of the chosen containers. Matching: what the filter and the stretch leave, however many.
 * Raw: what the page shows.
 * @param times of the lines on the page.
 */
export function logFiles(
  asked: Asked,
  times: readonly string[],
  href: LogHref,
): readonly LogFile[] {
  const file = (id: string, text: string, title: string, change: Partial<Asked>) => {
    const query = { ...writeAsked(asked, change), tail: undefined, wrap: undefined }
    return { id, text, title, href: href(query, { as: 'txt', download: '1' }), saved: true }
  }
  const whole = { q: '', levels: [], context: 0, ...anywhere }
  const all = file('log-all', 'Download all', 'Every line of these containers, as a file', whole)
  const matching = file(
    'log-matching',
    'Download matching',
    'Every line that matches, as a file',
    page,
  )
  const [first, last] = [times.at(0) ?? '', times.at(-1) ?? '']
  const stretch = first === '' ? {} : { ...anywhere, from: first, to: last, tail: usual.most }
  const raw = {
    id: 'log-raw',
    text: 'Raw',
    title: 'These lines as plain text',
    href: href({ ...writeAsked(asked, stretch), wrap: undefined }, { as: 'txt' }),
    saved: false,
  }
  return narrowed(asked) ? [matching, all, raw] : [all, raw]
}

/** Which lines of it a page has. */
const page = { at: '', until: '', head: 0 }
const anywhere = { ...page, since: '', from: '', to: '' }

const narrowed = ({ q, levels, since, from, to }: Asked): boolean =>
  q !== '' || levels.length > 0 || [since, from, to].some((word) => word !== '')
