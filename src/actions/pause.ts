/** Whether changes of a Deployment's template are rolled out. */
import { action, type Action } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'

interface Pausable extends KubeObject {
  readonly spec?: { readonly paused?: boolean }
}

const turned = (paused: boolean, words: Pick<Action, 'id' | 'title' | 'says' | 'done'>): Action =>
  action<Pausable>({
    ...words,
    needs: { verb: 'patch' },
    hindered: ({ spec }) => ((spec?.paused === true) === paused ? null : ''),
    effect: () => ({ patch: 'merge', body: { spec: { paused: paused || null } } }),
    kubectl: () => [`rollout ${words.id}`],
  })

export const pause = turned(true, {
  id: 'pause',
  title: 'Pause',
  says: () => 'Its pods go on; changes of its template are not rolled out until it is resumed.',
  done: () => 'Paused',
})

export const resume = turned(false, {
  id: 'resume',
  title: 'Resume',
  says: () => 'Changes of its template are rolled out again, with those that were made meanwhile.',
  done: () => 'Resumed',
})
