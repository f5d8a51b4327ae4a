/** What stands around the pages of an edit. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Draft } from '../../edit.ts'
import {
  type EditForm,
  editForm,
  type EditFrame,
  editHead,
  type EditNote,
} from '../../views/edit.ts'
import { editLine } from '../../views/kubectl-line.ts'
import type { Theirs } from '../../views/edit-meanwhile.ts'
import { hash } from '../../views/list-table.ts'
import { type ObjectContext, place } from '../../views/object.ts'
import { foot } from '../foot.ts'
import { contextOf } from '../kubectl.ts'
import { shell } from '../shell.ts'

export interface Editing extends ObjectContext {
  /** Where its forms lead. */
  readonly action: string
}

export async function frame(c: Context<Env>, at: Editing, title: string): Promise<EditFrame> {
  const { ref, urls, cluster } = at
  const { names } = c.var.parts.assets
  const about = { title: `${ref.name} · ${ref.resource.kind} · ${title}`, resource: ref.resource }
  return {
    shell: { ...(await shell(c, about)), here: urls.home },
    assets: { css: urls.asset(names['edit.css']), js: urls.asset(names['edit.js']) },
    head: editHead(ref, urls, cluster, title),
    kubectl: editLine(ref, contextOf(c.var.cluster)),
    foot: foot(c),
  }
}

/** The text area and all that goes with it. */
export function formOf(
  { ref, urls, cluster, action }: Editing,
  draft: Draft,
  notes: readonly Omit<EditNote, 'echo'>[],
  theirs: Theirs | null = null,
): EditForm {
  const { id, subresources } = ref.resource
  const status = subresources.includes('status')
  const watch = `${draft.uid}.${draft.version}`
  // Its status is written all the time: only another text is told of. Of a Secret’s values nothing stands in an address.
  const base = id === 'secrets' ? undefined : hash(draft.base)
  const stream = urls.part(cluster, place(ref), 'edit', { watch, base })
  const back = urls.part(cluster, place(ref), 'yaml')
  return editForm(draft, { action, back, status, stream }, notes, theirs)
}
