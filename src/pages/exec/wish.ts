/** What a page asks for: which process, or which terminal again. It is read from a form once, and then from its ticket. */
import { z } from 'zod'
import { InvalidInput } from '../../errors.ts'
import { words } from '../../terminals.ts'

const size = z.object({
  cols: z.coerce.number().int().min(2).max(1000).catch(80),
  rows: z.coerce.number().int().min(2).max(1000).catch(24),
})

/** In the ticket: the person, the cluster and the object are the page's own. */
const begun = size.extend({
  owner: z.string(),
  resource: z.string(),
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  container: z.string(),
  /** Absent: attach. */
  command: z.array(z.string()).optional(),
  /** What is attached to may have no terminal. */
  tty: z.boolean(),
  /** Nor any input. */
  reads: z.boolean(),
  /** It was put beside the others, perhaps a moment ago. */
  beside: z.boolean(),
})
const again = size.extend({ owner: z.string(), terminal: z.string(), from: z.number().nullable() })

export type Begun = z.output<typeof begun>
export type Wish = Begun | z.output<typeof again>

/** @throws Error for what is none: a ticket is ours. */
export const readWish = (text: string): Wish => z.union([begun, again]).parse(JSON.parse(text))

export const sizeOf = (form: Readonly<Record<string, unknown>>) => size.parse(form)

/** What is run where nothing is said: the best shell that there is, found by the one that is always there. */
const probing = [
  'sh',
  '-c',
  'TERM=xterm-256color; export TERM; for s in bash ash zsh; do command -v $s >/dev/null 2>&1 && exec $s; done; exec sh',
] as const

export const isUsual = (command: readonly string[]): boolean => command.join() === probing.join()

/** Letters: it stands in the address of a request to the API server. */
const longest = 4000

/** @param typed a command line; empty: a shell @throws InvalidInput */
export function commandOf(typed: string): readonly string[] {
  if (typed.trim() === '') return probing
  if (typed.length > longest)
    throw new InvalidInput({ command: `The command is longer than ${longest} letters.` })
  const read = words(typed)
  if (read === null)
    throw new InvalidInput({ command: 'A quotation mark in the command is never closed.' })
  return read
}
