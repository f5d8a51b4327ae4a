/** Whether new pods are placed on a node. */
import { toggle } from './toggle.ts'

const closed = { field: 'unschedulable', off: null } as const

export const cordon = toggle(
  { ...closed, on: true },
  {
    id: 'cordon',
    title: 'Cordon',
    says: () => 'No new pods are placed on it; those that run there stay.',
    kubectl: () => ['cordon'],
    done: () => 'Cordoned',
    many: { says: 'No new pods are placed on them; those that run there stay.' },
  },
)

export const uncordon = toggle(
  { ...closed, on: false },
  {
    id: 'uncordon',
    title: 'Uncordon',
    says: () => 'New pods are placed on it again.',
    kubectl: () => ['uncordon'],
    done: () => 'Uncordoned',
    many: { says: 'New pods are placed on them again.' },
  },
)
