/** What an edit would change, and what has to be solved first. */
import type { Context } from 'hono'
import type { Combined } from '../../edit.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import { diffOf } from '../../views/edit-diff.ts'
import { carried, overwrites, sidesOf } from '../../views/edit.ts'
import { type Editing, formOf, frame } from './frame.ts'
import { editable, type Outcome } from './outcome.ts'

export async function review(
  c: Context<Env>,
  at: Editing,
  outcome: Extract<Outcome, { is: 'fits' | 'same' }>,
): Promise<Response> {
  const { draft, merged } = outcome
  const result = outcome.is === 'fits' ? editable(outcome.result.yaml, at.ref) : draft.base
  const page = {
    action: at.action,
    carried: carried(draft),
    text: { exact: draft.text },
    merged,
    warnings: outcome.is === 'fits' ? outcome.result.warnings : [],
    diff: diffOf(draft.base, draft.text, result),
    overwrites: overwrites(draft),
  }
  return html(c, 'edit/review', { ...(await frame(c, at, 'Review')), ...page })
}

export async function clash(c: Context<Env>, at: Editing, combined: Combined): Promise<Response> {
  const { draft } = combined
  const sides = sidesOf(combined)
  const marks = combined.clashes.map((each) => ({
    text: '',
    line: each.at + 1,
    tone: 'warn' as const,
  }))
  const { notes: _, ...form } = formOf(at, draft, marks)
  const page = { form: { ...form, notes: [] }, sides, contests: overwrites(draft) }
  return html(c, 'edit/clash', { ...(await frame(c, at, 'Conflict')), ...page }, 409)
}
