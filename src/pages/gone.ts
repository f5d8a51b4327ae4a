/** Where an object is not any more: the ways to what may have come in its place, and to what was said of it. */
import type { Asked } from '../errors.ts'
import { alikeName } from '../kinds/parts/alike-name.ts'
import { fieldsWritten } from '../kinds/parts/selectors.ts'
import type { Urls } from '../urls.ts'
import type { Link } from '../views/shell.ts'

/** Whose names are made, by kubectl's name of the resource. */
const kinds: Readonly<Record<string, string>> = {
  pods: 'Pod',
  'replicasets.apps': 'ReplicaSet',
  'jobs.batch': 'Job',
}

/** @param asked the object; none: there are no such ways. An alert's link is often older than the pod that it names. */
export function insteadOf(asked: Asked, cluster: string, urls: Urls): readonly Link[] {
  const { resource, namespace, name } = asked
  if (name === null) return []
  const [id = ''] = resource.split('/')
  const ns = namespace ?? undefined
  const like = alikeName(kinds[id] ?? '', name)
  const q = `name:/^${like.slice(0, -1).replaceAll('.', '\\.')}/`
  const fs = fieldsWritten({ 'involvedObject.name': name })
  return [
    ...(like === name
      ? []
      : [{ text: `Those called ${like}`, href: urls.list(cluster, id, { ns, q }) }]),
    {
      text: 'Events that are left of it',
      href: urls.list(cluster, 'events', { ns, fs, sort: 'last-seen', group: 'none' }),
    },
    {
      text: `All ${id}${namespace === null ? '' : ` in ${namespace}`}`,
      href: urls.list(cluster, id, { ns }),
    },
  ]
}
