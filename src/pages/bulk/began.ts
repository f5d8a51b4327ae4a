/** Begins a run, once for each form, and leads to it; a script waits for its end, or hears of each as it comes. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { formOf } from '../../http/negotiate.ts'
import type { Kube } from '../../kube.ts'
import type { Item, Run, Task } from '../../runs.ts'
import { Once } from '../once.ts'
import { status } from '../run.ts'
import { runLines } from '../run-stream.ts'
import { whose } from '../whose.ts'

const wishes = new Once<Run>()

/** @param once of the form; empty: each time anew. */
export async function began<T extends Item>(
  c: Context<Env>,
  task: Task<T>,
  once: string,
  kube: Kube,
): Promise<Response> {
  const { parts, cluster } = c.var
  const owner = await whose(c)
  const key = once === '' ? '' : `${owner} ${once}`
  const run = await wishes.run(key, async () => parts.runs.begin(owner, task, kube))
  const form = formOf(c)
  if (form === null) return c.redirect(parts.urls.run(cluster.name, run.id), 303)
  if (form === 'txt' || form === 'tsv') return runLines(c, run)
  await run.over
  return status(c, run)
}
