/** A pod template as sections: its containers, where its pods may run, what they are given. */
import type { Section } from '../../kind.ts'
import { containerCard } from './container-card.ts'
import { field } from './fields.ts'
import { isSidecar, type Container, type Pod } from './pod.ts'
import { runsAs, schedulingSection } from './pod-place.ts'
import { sourceOf } from './volumes.ts'

/** A card for each container; nothing is said of how they run. @param pod as `templatePod` makes it. */
export function templateContainers(pod: Pod): readonly Section[] {
  const { containers = [], initContainers: init = [] } = pod.spec ?? {}
  const card = (role: '' | 'init' | 'sidecar') => (container: Container) =>
    containerCard(pod, container, role)
  return [
    ...containers.flatMap(card('')),
    ...init.filter(isSidecar).flatMap(card('sidecar')),
    ...init.filter((each) => !isSidecar(each)).flatMap(card('init')),
  ]
}

/** What describes its pods. */
export const templateSide = (pod: Pod): readonly Section[] => [
  runsAs(pod),
  schedulingSection(pod),
  volumesSection(pod),
]

function volumesSection({ spec, metadata: { namespace } }: Pod): Section {
  return {
    block: 'fields',
    title: 'Volumes',
    fields: (spec?.volumes ?? []).map((volume) =>
      field(volume.name, ...sourceOf(volume, namespace, '')),
    ),
  }
}
