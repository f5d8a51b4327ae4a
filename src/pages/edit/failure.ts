/** An edit that failed: the text as it was typed, the API server's words at the lines that they are about. */
import type { Context } from 'hono'
import { type Draft, faultsOf, lineInGo, Malformed } from '../../edit.ts'
import { AppError, KubeError, NotSignedIn, Refused, Uncertain, Unreachable } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import type { EditNote } from '../../views/edit.ts'
import { type Editing, formOf, frame } from './frame.ts'
import { left } from './left.ts'
import { afterOf } from './sent.ts'

type Note = Omit<EditNote, 'echo'>

/** Rethrows what is no matter of the edit: signing in keeps what was typed by itself. */
export async function failure(
  c: Context<Env>,
  at: Editing,
  draft: Draft,
  error: unknown,
): Promise<Response> {
  if (error instanceof Uncertain) return left(c, at, { is: 'uncertain', draft, error })
  const found = notesOf(error, draft)
  if (found === null) throw error
  const form = formOf(at, draft, found.notes)
  return html(c, 'edit/page', { ...(await frame(c, at, 'Edit')), form }, found.status)
}

function notesOf(error: unknown, draft: Draft): { status: number; notes: readonly Note[] } | null {
  if (error instanceof Malformed)
    return {
      status: 422,
      notes: [{ text: error.message, line: error.line, tone: 'bad' }],
    }
  if (error instanceof NotSignedIn || error instanceof Refused) return null
  if (error instanceof KubeError) {
    // What is wrong with the text is 422 here, whatever the API server calls it.
    const status = error.status === 400 ? 422 : error.status
    return { status, notes: kubeNotes(error, draft) }
  }
  if (error instanceof Unreachable)
    return {
      status: error.status,
      notes: [{ text: `${error.message} ${error.advice}`, line: 0, tone: 'bad' }],
    }
  if (error instanceof AppError)
    return { status: error.status, notes: [{ text: error.message, line: 0, tone: 'bad' }] }
  return null
}

function kubeNotes(error: KubeError, draft: Draft): readonly Note[] {
  const faults = faultsOf(error, draft.text)
  if (faults.length > 0) return faults.map((fault) => ({ ...fault, tone: 'bad' }))
  return [{ text: error.message, line: named(error.message, draft), tone: 'bad' }]
}

/** `yaml: line 12: …` of the text that was sent, which has two lines more than the person's; or a field in Go's words. */
function named(message: string, draft: Draft): number {
  const inGo = lineInGo(message, draft.text)
  if (inGo !== null) return inGo
  const line = Number(/\bline (\d+)/.exec(message)?.[1] ?? 0)
  return line > afterOf(draft) ? line - 2 : line
}
