/** Lines of a log as text and as NDJSON. Pure. */
import { coloured } from '../../logs/ansi.ts'
import type { Times } from '../../logs/asked.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import type { Told } from '../../logs/told.ts'
import { escapedJson, plain } from '../../views/escape.ts'
import { sourceMarks } from '../../views/logs.ts'
import { bytes } from '../../views/words.ts'

export type Form = 'txt' | 'ndjson'

export interface Printer {
  readonly line: (source: Source, told: Told) => string
  /** What is said about the log of a source, among its lines. */
  readonly note: (source: Source, said: Said) => string
}

export interface Said {
  readonly text: string
  /** It could not be read. */
  readonly wrong: boolean
}

/**
 * @param sources as they stand: more may come, and then several are told apart. @param raw for a file: what a
 * terminal would act on is left in.
 */
export function printer(
  form: Form,
  sources: readonly Source[],
  times: Times,
  raw: boolean,
): Printer {
  if (form === 'ndjson') return objects
  let [marks, count] = [sourceMarks(sources), sources.length]
  let any = false
  const who = (source: Source): string => {
    if (count !== sources.length) [marks, count] = [sourceMarks(sources), sources.length]
    const mark = marks.get(keyOf(source))?.text ?? ''
    return mark === '' ? '' : `${mark} `
  }
  return {
    line(source, { line, gap }) {
      const apart = gap && any ? '--\n' : ''
      any = true
      const when = times === 'utc' ? `${line.time} ` : ''
      const cut = line.cut === 0 ? '' : ` … ${bytes(line.cut)} more`
      const text = raw ? line.text : coloured(line.text, plain)
      return `${apart}${when}${who(source)}${text}${cut}\n`
    },
    note: (source, said) => noted(form, said, source),
  }
}

export const typeOf = (form: Form): string =>
  `${form === 'ndjson' ? 'application/x-ndjson' : 'text/plain'}; charset=utf-8`

/** What is said in the place of lines, on one line of its own. @param of whose log it is about, where it is of one. */
export function noted(form: Form, { text, wrong }: Said, of?: Source): string {
  const { namespace, pod, container } = of ?? {}
  if (form === 'ndjson')
    return `${escapedJson(JSON.stringify({ namespace, pod, container, [wrong ? 'error' : 'note']: text }))}\n`
  const who = of === undefined ? '' : `${pod} ${container}${wrong ? ':' : ''} `
  return `# ${who}${plain(text.replaceAll(/\s+/g, ' '))}\n`
}

const objects: Printer = {
  line({ namespace, pod, container }, { line: { time, text, cut }, level, beside }) {
    const more = { ...(cut > 0 && { cut }), ...(beside && { context: true }) }
    const all = { time, namespace, pod, container, level, text, ...more }
    return `${escapedJson(JSON.stringify(all))}\n`
  },
  note: (source, said) => noted('ndjson', said, source),
}
