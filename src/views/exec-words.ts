/** What a terminal says when it ends or never begins, in words, and what to do then. Pure. */
import { AppError, KubeError, Unreachable } from '../errors.ts'
import { type Ended, Unanswered } from '../terminals.ts'
import { isOver, type WhySaid, whySaid } from './exec-why.ts'

export interface ExecSaid {
  readonly text: string
  /** What can be done; empty: nothing more to say. */
  readonly next: string
  /** The server's own words behind it; empty where ours say all. */
  readonly words: string
  readonly tone: 'ok' | 'bad' | 'idle'
  /** The container has no shell: one that brings tools can be put beside it. */
  readonly debug: boolean
}

const again = 'Press Enter to open it again.'

function said(text: string, rest: Partial<ExecSaid> = {}): ExecSaid {
  return { text, next: again, words: '', tone: 'bad', debug: false, ...rest }
}

export function endedSaid(ended: Ended): ExecSaid {
  if (ended.how === 'closed') return said(`Closed. ${ended.words}`, { tone: 'idle' })
  const { why = { by: 'nothing' } } = ended
  const found = whySaid(why)
  if (ended.how === 'exit')
    return found !== null && isOver(why) ? said(found.text, found) : exitSaid(ended.code)
  const lost =
    ended.how === 'failed' ? failedSaid(ended.words, found) : said(broken, { next: anew, ...found })
  const { unanswered = false } = ended
  return { ...lost, text: unanswered ? `${lost.text} ${mayBeLost}` : lost.text }
}

const anew = 'The container runs on: press Enter to open a new one.'
const broken =
  'The connection to the container broke, though its node answers: the API server, the kubelet or a proxy between was restarted.'
const mayBeLost = 'What was typed last may not have arrived.'

function exitSaid(code: number): ExecSaid {
  if (code === 0) return said('Ended.', { tone: 'ok' })
  if (code === 137)
    return said('It was killed (exit code 137).', {
      next: `By hand, or its container ran out of memory or was restarted. ${again}`,
    })
  if (code !== 126 && code !== 127) return said(`Ended with exit code ${code}.`)
  const next = 'Type another command, or press Enter to try again.'
  return said(`It ended with ${code}: the command was not found, or may not be run.`, { next })
}

/** Of the runtime or the kubelet, by their words: they have no codes for it. */
const known: readonly (readonly [pattern: RegExp, text: string, next: string, debug?: true])[] = [
  [
    /executable file not found|no such file or directory/i,
    'There is no such command in this container.',
    'If it has no shell at all (a distroless image), put a container with tools beside it.',
    true,
  ],
  [
    /container not found|not running|completed pod|is not created|is terminated|waiting to start/i,
    'The container is not running.',
    'See its state on the overview, and what it said last in its logs.',
  ],
  [
    /dial tcp|no route to host|connection refused|i\/o timeout|context deadline exceeded|error dialing backend/i,
    'The node does not answer: its kubelet is down, or cannot be reached.',
    'Look at the node; try again when it is ready.',
  ],
]

/** What each layer puts in front of what went wrong. */
const layers =
  /^(?:Internal error occurred: |error executing command in container: |failed to exec in container: |failed to start exec "\w+": )+/

function failedSaid(text: string, why: WhySaid | null = null): ExecSaid {
  const words = text.replace(layers, '').slice(0, 300)
  const found = known.find(([pattern]) => pattern.test(text))
  if (found === undefined) return said(why?.text ?? 'It could not be opened.', { words, ...why })
  const [, ours, next, debug = false] = found
  return said(ours, { next, debug, words })
}

/** Before anything ran. */
export function refusedSaid(error: unknown): ExecSaid {
  if (!(error instanceof AppError)) return said('It could not be opened: Portlight itself failed.')
  if (error instanceof Unanswered) return said(error.message, whySaid(error.why) ?? {})
  if (error instanceof Unreachable) return said(error.message, { next: `${error.advice} ${again}` })
  if (!(error instanceof KubeError)) return said(error.message)
  const words = error.message
  if (error.status === 403)
    return said('The API server refuses it.', {
      words,
      next: `Ask who grants rights for ${error.asked.verb} on ${error.asked.resource}.`,
    })
  if (error.status === 404) return said('It is gone.', { words, next: 'Go back to the list.' })
  return failedSaid(words)
}
