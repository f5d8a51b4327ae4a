/** What a terminal and its page say to each other, whatever carries it. */
import { z } from 'zod'
import { parsed } from '../../json.ts'
import type { Ended, From, Terminal, Viewer } from '../../terminals.ts'
import { silentSaid } from '../../views/exec-why.ts'
import { endedSaid, type ExecSaid } from '../../views/exec-words.ts'

/** To the page: its output apart. */
export type Down =
  | ({
      readonly type: 'begins'
      readonly id: string
      readonly container: string
      readonly tty: boolean
      readonly reads: boolean
      /** Bytes that were typed so far. */
      readonly typed: number
    } & From)
  /** Of what was typed, so much has been taken. */
  | { readonly type: 'took'; readonly typed: number }
  | { readonly type: 'warned'; readonly text: string }
  /** Any request is to show that its person is signed in. */
  | { readonly type: 'prove' }
  /** It does not answer at the moment; `answers` once it does again. */
  | { readonly type: 'silent'; readonly text: string; readonly next: string }
  | { readonly type: 'answers' }
  /** A sign of life for who cannot see a ping. */
  | { readonly type: 'beat' }
  | ({ readonly type: 'ended' } & ExecSaid)
  | { readonly type: 'taken' }

/** A viewer over anything that carries bytes and messages. */
export function viewer(to: {
  backlog(): number
  output(bytes: Buffer): void
  say(message: Down): void
  /** Nothing follows. */
  close(): void
}): Viewer {
  return {
    backlog: () => to.backlog(),
    output: (bytes) => to.output(bytes),
    begins: ({ about: { id, container, tty, reads }, typed }, from) =>
      to.say({ type: 'begins', id, container, tty, reads, typed, ...from }),
    warned: (text) => to.say({ type: 'warned', text }),
    prove: () => to.say({ type: 'prove' }),
    silent: (why) =>
      to.say(why === null ? { type: 'answers' } : { type: 'silent', ...silentSaid(why) }),
    ended(ended: Ended) {
      to.say({ type: 'ended', ...endedSaid(ended) })
      to.close()
    },
    taken() {
      to.say({ type: 'taken' })
      to.close()
    },
  }
}

const up = z.union([
  z.object({ shown: z.number().int().min(0) }),
  z.object({ cols: z.number().int().min(2).max(1000), rows: z.number().int().min(2).max(1000) }),
  z.object({ close: z.literal(true) }),
])

/** From the page: what makes no sense is passed over. */
export function heard(terminal: Terminal, text: string): void {
  const read = up.safeParse(parsed(text))
  if (!read.success) return
  const { data } = read
  if ('shown' in data) terminal.shown(data.shown)
  else if ('cols' in data) terminal.resize(data)
  else void terminal.close('You closed it.')
}
