/** Begins a run, once for each form, and leads to it; a script waits for its end, or hears of each as it comes. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { formOf } from '../../http/negotiate.ts'
import type { Item, Task } from '../../runs.ts'
import { lasting } from '../connected.ts'
import { Once, wishOf } from '../once.ts'
import { status, unknown } from '../run.ts'
import { runLines } from '../run-stream.ts'
import { whose } from '../whose.ts'

/** The ids of runs: a run is forgotten before its form is. */
const wishes = new Once<string>()

/**
 * @param once of the form; empty: each time anew.
 * @param make what is to be done; not asked for a form that was sent before, whatever became of the objects since.
 */
export async function began<T extends Item>(
  c: Context<Env>,
  once: string,
  make: () => Promise<Task<T>>,
): Promise<Response> {
  const { parts, cluster } = c.var
  const owner = await whose(c)
  const wish = await wishOf(c, once)
  const id = await wishes.run(
    wish,
    async () => parts.runs.begin(owner, await make(), lasting(c)).id,
  )
  const form = formOf(c)
  if (form === null) return c.redirect(parts.urls.run(cluster.name, id), 303)
  const run = parts.runs.find(owner, id)
  if (run === undefined) throw unknown(id)
  if (form === 'txt' || form === 'tsv') return runLines(c, run)
  await run.over
  return status(c, run)
}
