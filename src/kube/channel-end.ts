/** How what ran in a container ended, by the status that comes last. */
import { z } from 'zod'
import { parsed } from '../json.ts'

export type End =
  /** It ran, and ended. */
  | { readonly how: 'exit'; readonly code: number }
  /** It never ran, or was lost: the server's reason and words. */
  | { readonly how: 'failed'; readonly reason: string; readonly words: string }
  /** The connection broke, and nobody said how it ended. */
  | { readonly how: 'cut'; readonly words: string }

const cause = z.object({ reason: z.string().optional(), message: z.string().optional() })
const status = z.object({
  status: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  details: z.object({ causes: z.array(cause).optional() }).optional(),
})

/** Never throws: what cannot be read is told as it came. @param text a `Status` as JSON */
export function endOf(text: string): End {
  const read = status.safeParse(parsed(text))
  if (!read.success) return { how: 'failed', reason: '', words: text.slice(0, 1000) }
  const { status: how, reason = '', message = '', details } = read.data
  if (how === 'Success') return { how: 'exit', code: 0 }
  const said = details?.causes?.find((each) => each.reason === 'ExitCode')?.message
  const code = Number(said ?? Number.NaN)
  if (Number.isInteger(code)) return { how: 'exit', code }
  return { how: 'failed', reason, words: message }
}
