/** Whether changes of a Deployment's template are rolled out. */
import { toggle } from './toggle.ts'

const paused = { field: 'paused', off: null } as const

export const pause = toggle(
  { ...paused, on: true },
  {
    id: 'pause',
    title: 'Pause',
    says: () => 'Its pods go on; changes of its template are not rolled out until it is resumed.',
    kubectl: () => ['rollout pause'],
    done: () => 'Paused',
    many: {
      says: 'Their pods go on; changes of their templates are not rolled out until they are resumed.',
    },
  },
)

export const resume = toggle(
  { ...paused, on: false },
  {
    id: 'resume',
    title: 'Resume',
    says: () =>
      'Changes of its template are rolled out again, with those that were made meanwhile.',
    kubectl: () => ['rollout resume'],
    done: () => 'Resumed',
    many: {
      says: 'Changes of their templates are rolled out again, with those that were made meanwhile.',
    },
  },
)
