/** Whether a CronJob starts Jobs, or a Job runs pods. */
import type { KubeObject } from '../kube.ts'
import { toggle } from './toggle.ts'

const isCron = ({ kind }: KubeObject) => kind === 'CronJob'

/** A Job that is complete starts no pods. */
const over = ({ status }: KubeObject) =>
  (status as { readonly completionTime?: string } | undefined)?.completionTime !== undefined

const suspended = { field: 'suspend', off: false, over } as const

export const suspend = toggle(
  { ...suspended, on: true },
  {
    id: 'suspend',
    title: 'Suspend',
    says: (object) =>
      isCron(object)
        ? 'It starts no Jobs until it is resumed; those that run go on.'
        : 'Its pods that run are ended, and none are started until it is resumed.',
    kubectl: () => ['patch', `-p '{"spec":{"suspend":true}}'`],
    done: () => 'Suspended',
    many: {
      says: 'CronJobs start no Jobs until they are resumed; of Jobs the pods that run are ended.',
    },
  },
)

export const unsuspend = toggle(
  { ...suspended, on: false },
  {
    id: 'resume',
    title: 'Resume',
    says: (object) =>
      isCron(object) ? 'It starts Jobs again at its times.' : 'Its pods are started.',
    kubectl: () => ['patch', `-p '{"spec":{"suspend":false}}'`],
    done: () => 'Resumed',
    many: { says: 'CronJobs start Jobs again at their times; of Jobs the pods are started.' },
  },
)
