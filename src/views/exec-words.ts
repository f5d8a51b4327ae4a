/** What a terminal says when it ends or never begins, in words, and what to do then. Pure. */
import { AppError, KubeError } from '../errors.ts'
import type { Ended } from '../terminals.ts'

export interface ExecSaid {
  readonly text: string
  /** What can be done; empty: nothing more to say. */
  readonly next: string
  readonly tone: 'ok' | 'bad' | 'idle'
  /** The container has no shell: one that brings tools can be put beside it. */
  readonly debug: boolean
}

export function endedSaid(ended: Ended): ExecSaid {
  if (ended.how === 'exit') return exitSaid(ended.code)
  if (ended.how === 'closed')
    return {
      text: `Closed. ${ended.words}`,
      next: 'Press Enter to open it again.',
      tone: 'idle',
      debug: false,
    }
  if (ended.how === 'cut')
    return {
      text: `The connection to the container broke: ${ended.words}.`,
      next: 'Its pod may have ended, its node or the API server may have been restarted. Press Enter to open a new one.',
      tone: 'bad',
      debug: false,
    }
  return failedSaid(ended.words)
}

function exitSaid(code: number): ExecSaid {
  if (code === 126 || code === 127)
    return {
      text: `It ended with ${code}: the command was not found, or may not be run.`,
      next: 'Type another command, or press Enter to try again.',
      tone: 'bad',
      debug: false,
    }
  const tone = code === 0 ? 'ok' : 'bad'
  const text = code === 0 ? 'Ended.' : `Ended with exit code ${code}.`
  return { text, next: 'Press Enter to open it again.', tone, debug: false }
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
    /container not found|not running|completed pod|is not created|container .* is terminated|waiting to start/i,
    'The container is not running.',
    'See its state on the overview, and what it said last in its logs.',
  ],
  [
    /dial tcp|no route to host|connection refused|i\/o timeout|context deadline exceeded|error dialing backend/i,
    'The node does not answer: its kubelet is down, or cannot be reached.',
    'Look at the node; try again when it is ready.',
  ],
]

function failedSaid(words: string): ExecSaid {
  const found = known.find(([pattern]) => pattern.test(words))
  if (found === undefined)
    return {
      text: `It could not be opened: ${words}`,
      next: 'Press Enter to try again.',
      tone: 'bad',
      debug: false,
    }
  const [, text, next, debug = false] = found
  return { text: `${text} (${words.slice(0, 300)})`, next, tone: 'bad', debug }
}

/** Before anything ran. */
export function refusedSaid(error: unknown): ExecSaid {
  const plain = { next: 'Press Enter to try again.', tone: 'bad', debug: false } as const
  if (error instanceof KubeError && error.status === 403)
    return {
      ...plain,
      text: `The API server refuses it: ${error.message}`,
      next: 'Ask who grants rights for create on pods/exec.',
    }
  if (error instanceof KubeError && error.status === 404)
    return { ...plain, text: `It is gone: ${error.message}`, next: 'Go back to the list.' }
  if (error instanceof KubeError) return failedSaid(error.message)
  if (error instanceof AppError) return { ...plain, text: error.message }
  return { ...plain, text: 'It could not be opened: Portlight itself failed.' }
}
