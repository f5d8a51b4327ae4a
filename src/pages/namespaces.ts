/** The names to tick in the namespace picker: a fragment, read when it is opened. */
import { type Context, Hono } from 'hono'
import { NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import { paths } from '../urls.ts'
import { readList } from '../views/query.ts'
import { known } from './known.ts'
import { isRefused } from './reach.ts'

const limit = 500

export const namespaces = new Hono<Env>().get(paths.namespaces, async (c) => {
  const chosen = readList(new URL(c.req.url).searchParams).state.namespaces
  const { names, note } = await namesFor(c)
  const ticked = chosen.map((name) => ({ name, on: true }))
  const others = ticked.filter(({ name }) => !names.includes(name))
  const options = names.map((name) => ({ name, on: chosen.includes(name) }))
  return html(c, 'layouts/namespaces', { options: [...others, ...options], note })
})

/** Those that the person may see, as far as that can be told. @throws KubeError where it is no refusal. */
export async function namesFor(
  c: Context<Env>,
): Promise<{ readonly names: readonly string[]; readonly note: string }> {
  const { kube } = c.var
  const resource = (await kube.discovery()).get('namespaces')
  if (resource === undefined) throw new NotFound('resource', 'namespaces')
  try {
    const { items, continue: more } = await kube.metadata(resource, { namespace: null, limit })
    const names = items.map(({ metadata }) => metadata.name)
    return {
      names,
      note: more === null ? '' : `These are the first ${limit}: type others above.`,
    }
  } catch (error) {
    if (!isRefused(error)) throw error
    const { names, unchecked } = await known(c)
    return { names, note: refused(names.length, unchecked) }
  }
}

function refused(names: number, unchecked: number): string {
  const why = 'You may not list namespaces'
  const words =
    names === 0
      ? `${why}: type their names above.`
      : `${why}: these are known here and you may see them. Type others above.`
  return unchecked === 0 ? words : `${words} ${unchecked} could not be checked.`
}
