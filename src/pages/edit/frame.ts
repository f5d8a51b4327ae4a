/** What stands around the pages of an edit. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { type EditFrame, editHead } from '../../views/edit.ts'
import { editLine } from '../../views/kubectl-line.ts'
import type { ObjectContext } from '../../views/object.ts'
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
