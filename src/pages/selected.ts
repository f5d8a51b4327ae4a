/** The rows that an address selects; a selector that the API server does not take is named. */
import type { Context } from 'hono'
import { KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import type { ListState, Read } from '../views/query.ts'
import { spread, type Spread } from './narrowed.ts'

/** A selector that the API server refuses is named with its words and left out. @param early as `held` */
export async function readable(
  c: Context<Env>,
  resource: Resource,
  read: Read,
  early = false,
): Promise<Spread & { read: Read }> {
  try {
    return { ...(await spread(c, resource, read.state, early)), read }
  } catch (error) {
    const { labels, fields } = read.state
    const selecting = labels !== '' || fields !== ''
    if (!(error instanceof KubeError) || error.status !== 400 || !selecting) throw error
    return readable(c, resource, await unselected(c, resource, read, error), early)
  }
}

/** The one selector without which the list can be had, else the label selector first. */
async function unselected(
  c: Context<Env>,
  resource: Resource,
  read: Read,
  error: KubeError,
): Promise<Read> {
  const { labels, fields } = read.state
  const onlyLabels = { ...read.state, fields: '' }
  const fieldsGuilty = labels === '' || (fields !== '' && (await taken(c, resource, onlyLabels)))
  const [key, name] = fieldsGuilty ? (['fields', 'fs'] as const) : (['labels', 'l'] as const)
  return {
    state: { ...read.state, [key]: '' },
    wrong: { ...read.wrong, [name]: error.message },
    typed: { ...read.typed, [name]: read.state[key] },
  }
}

async function taken(c: Context<Env>, resource: Resource, state: ListState): Promise<boolean> {
  try {
    await spread(c, resource, state)
    return true
  } catch (error) {
    if (error instanceof KubeError && error.status === 400) return false
    throw error
  }
}
