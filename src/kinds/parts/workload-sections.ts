/** A workload's page: its pods first, then what they are made of; beside it how they change and what is around them. */
import type { Fields, Section, Sections } from '../../kind.ts'
import { templateContainers, templateSide } from './template.ts'
import { templatePod, type Workload } from './workload.ts'

/** @param storage what stands behind the containers. */
export function workloadSections(
  workload: Workload,
  rollout: Fields,
  storage: readonly Section[] = [],
): Sections {
  const pod = templatePod(workload)
  return {
    main: [{ block: 'related', id: 'pods' }, ...templateContainers(pod), ...storage],
    side: [
      rollout,
      { block: 'related', id: 'services' },
      { block: 'related', id: 'autoscalers' },
      { block: 'related', id: 'budgets' },
      ...templateSide(pod),
    ],
  }
}
