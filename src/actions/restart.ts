/** All pods anew, a few at a time, as the template's strategy says: what `kubectl rollout restart` does. */
import { action } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'

interface Restarted extends KubeObject {
  readonly spec?: { readonly paused?: boolean }
}

const mark = 'kubectl.kubernetes.io/restartedAt'

export const restart = action<Restarted>({
  id: 'restart',
  title: 'Restart',
  needs: { verb: 'patch' },
  hindered: ({ spec }) =>
    spec?.paused === true ? 'It is paused: nothing is rolled out until it is resumed.' : '',
  says: () => 'Its pods are replaced by new ones, a few at a time, as its strategy says.',
  effect: (_, _given, now) => ({
    patch: 'merge',
    body: { spec: { template: { metadata: { annotations: { [mark]: now.toISOString() } } } } },
  }),
  kubectl: () => ['rollout restart'],
  done: () => 'Restarted',
  many: {
    says: 'Their pods are replaced by new ones, a few at a time, as the strategy of each says.',
  },
})
