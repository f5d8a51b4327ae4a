/** A pod leaves its node as far as its disruption budget allows: what `kubectl drain` asks for each. */
import { action } from '../kind/action.ts'
import { isOver, type Pod } from '../kinds/parts/pod.ts'
import { controllerOf } from '../views/owner.ts'

export const eviction = action<Pod>({
  id: 'eviction',
  title: 'Evict',
  needs: { verb: 'create', subresource: 'eviction' },
  hindered: (pod) => (isOver(pod) ? null : ''),
  says: () =>
    'It is ended as a deletion would end it, unless a disruption budget wants it to stay: then nothing happens, and the budget is named.',
  warns: ({ metadata }) =>
    controllerOf(metadata) === undefined
      ? ['Nothing makes a new one in its place: no controller owns it.']
      : [],
  effect: () => ({ evict: true }),
  kubectl: () => null,
  done: () => 'Evicted',
  many: {
    says: 'They are ended as a deletion would end them, but for those that a disruption budget wants to stay: with them nothing happens, and the budget is named.',
  },
  ends: true,
})
