/** A drain as a run: each pod is sent away and waited for, and in the end it is said what of the node is left. */
import type { Options, Plan } from '../../drain.ts'
import { NotFound } from '../../errors.ts'
import type { Task, Way } from '../../runs.ts'
import { type ObjectContext, place } from '../../views/object.ts'
import { drainLine } from '../../views/drain.ts'
import type { Cordon } from './cordon.ts'
import { ended } from './ended.ts'
import { Gate } from './gate.ts'
import { leave } from './leave.ts'
import type { Leaving } from './leaver.ts'
import { Presence } from './presence.ts'

interface About extends ObjectContext {
  readonly options: Options
  /** kubectl's context. */
  readonly kubectl: string
}

/** Pods that are sent away at the same moment; how many wait to be gone has no limit. */
const atOnce = 5

export function taskOf(about: About, plan: Plan, cordon: Cordon): Task<Leaving> {
  const { ref, urls, cluster, discovery, options } = about
  const pods = discovery.get('pods')
  if (pods === undefined) throw new NotFound('resource', 'pods')
  const items = plan.going.map(({ pod: { metadata } }) => {
    const { name, namespace = '', uid = '' } = metadata
    const href = urls.object(cluster, { resource: 'pods', namespace, name })
    return { id: uid, name, namespace, href }
  })
  const gate = new Gate(atOnce)
  const presence = new Presence(pods, ref.name)
  const [gone, ending] = [new Set<string>(), new Map<string, string>()]
  let until = Infinity
  return {
    title: `Drain ${ref.name}`,
    resource: ref.resource,
    back: urls.list(cluster, ref.resource.id),
    ways: waysOf(about, cordon),
    kubectl: drainLine(ref, options, about.kubectl),
    items,
    atOnce: items.length,
    before: async ({ kube }) => {
      await cordon.close(kube)
      until = performance.now() + (options.timeout === 0 ? Infinity : options.timeout * 1000)
      return `${ref.name} is cordoned.`
    },
    act: async (item, working, tell) => {
      const ends = () => void ending.set(item.id, `${item.namespace}/${item.name}`)
      const around = { pods, options, gate, presence, until, tell, ends }
      const came = await leave({ item, ...around }, working)
      if (came.state === 'done') gone.add(item.id)
      ending.delete(item.id)
      return came
    },
    after: (working, how) => {
      const end = { name: ref.name, cordon, count: items.length, gone: gone.size }
      return ended({ ...end, ending: [...ending.values()] }, working, how)
    },
  }
}

const waysOf = ({ urls, cluster, ref }: About, cordon: Cordon): readonly Way[] => [
  { text: 'To the node', href: urls.object(cluster, place(ref)) },
  {
    text: 'Uncordon',
    href: urls.part(cluster, place(ref), 'uncordon'),
    later: () => !cordon.given,
  },
]
