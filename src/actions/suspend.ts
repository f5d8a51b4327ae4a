/** Whether a CronJob starts Jobs, or a Job runs pods. */
import { action, type Action } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'

interface Suspendable extends KubeObject {
  readonly spec?: { readonly suspend?: boolean }
  readonly status?: { readonly completionTime?: string }
}

const isCron = ({ kind }: KubeObject) => kind === 'CronJob'

const turned = (suspend: boolean, words: Pick<Action, 'id' | 'title' | 'says' | 'done'>): Action =>
  action<Suspendable>({
    ...words,
    needs: { verb: 'patch' },
    hindered: ({ spec, status }) => {
      if ((spec?.suspend === true) === suspend) return null
      return status?.completionTime === undefined ? '' : null
    },
    effect: () => ({ patch: 'merge', body: { spec: { suspend } } }),
    kubectl: () => ['patch', `-p '{"spec":{"suspend":${String(suspend)}}}'`],
  })

export const suspend = turned(true, {
  id: 'suspend',
  title: 'Suspend',
  says: (object) =>
    isCron(object)
      ? 'It starts no Jobs until it is resumed; those that run go on.'
      : 'Its pods that run are ended, and none are started until it is resumed.',
  done: () => 'Suspended',
})

export const unsuspend = turned(false, {
  id: 'resume',
  title: 'Resume',
  says: (object) =>
    isCron(object) ? 'It starts Jobs again at its times.' : 'Its pods are started.',
  done: () => 'Resumed',
})
