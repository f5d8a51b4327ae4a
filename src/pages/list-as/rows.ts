/** The rows of a list as text, in the columns that its page shows. */
import { setImmediate as immediate } from 'node:timers/promises'
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { ListQuery, TableRow } from '../../kube.ts'
import { head, rowOf } from '../../views/list-table.ts'
import { printer, type TextForm } from '../../views/forms.ts'
import { readsOf } from '../reads.ts'
import { checkNamespaces, choose, chosen, type Exported, isPlain, listedOf } from './exported.ts'
import { pagesOf } from './pages.ts'

/** Rows that are drawn before others have their turn. */
const turn = 250

export async function* rowTexts(
  c: Context<Env>,
  of: Exported,
  form: TextForm,
): AsyncGenerator<string> {
  let print: ReturnType<typeof drawn> | null = null
  let any = false
  for await (const { shown, rows } of parts(c, of)) {
    any ||= rows.length > 0
    print ??= drawn(of, form, shown)
    if (!any) continue
    for (let at = 0; at < rows.length; at += turn) {
      yield print(rows.slice(at, at + turn), shown)
      await immediate()
    }
  }
  if (any) return
  await checkNamespaces(c, of.state)
  yield print?.([], []) ?? ''
}

type Part = Pick<Awaited<ReturnType<typeof chosen>>, 'shown'> & { rows: readonly TableRow[] }

/** Draws rows, each time in columns of these titles. */
export function drawn({ state, context }: Exported, form: TextForm, shown: Part['shown']) {
  const columns = shown.map((column) => {
    const { title, look } = head(column, state, context)
    return { title, right: look.split(' ').includes('r') }
  })
  const print = printer(form, columns)
  return (rows: readonly TableRow[], now: Part['shown']) =>
    print(rows.map((row) => rowOf(row, now, context)))
}

const parts = (c: Context<Env>, of: Exported): AsyncGenerator<Part> =>
  of.all && isPlain(of.state) ? unfiltered(of) : picked(c, of)

async function* picked(c: Context<Env>, of: Exported): AsyncGenerator<Part> {
  const { shown, seen } = await chosen(c, of)
  yield { shown, rows: seen.rows }
}

/** Not kept: what was printed is let go. The columns are those of the first rows. */
async function* unfiltered(of: Exported): AsyncGenerator<Part> {
  const { resource, kube } = of
  const reads = readsOf(resource)
  const read = async (query: ListQuery) => {
    const table = await kube.table(resource, { ...query, reads })
    return { table, items: table.rows, continue: table.continue }
  }
  let shown: Part['shown'] | null = null
  for await (const { table } of pagesOf(of, read)) {
    shown ??= choose(listedOf(of, table)).shown
    yield { shown, rows: table.rows }
  }
}
