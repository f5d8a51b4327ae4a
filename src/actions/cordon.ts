/** Whether new pods are placed on a node. */
import { action, type Action } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'

interface Node extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean }
}

const turned = (closed: boolean, words: Pick<Action, 'id' | 'title' | 'says' | 'done'>): Action =>
  action<Node>({
    ...words,
    needs: { verb: 'patch' },
    hindered: ({ spec }) => ((spec?.unschedulable === true) === closed ? null : ''),
    effect: () => ({ patch: 'merge', body: { spec: { unschedulable: closed || null } } }),
    kubectl: () => [words.id],
  })

export const cordon = turned(true, {
  id: 'cordon',
  title: 'Cordon',
  says: () => 'No new pods are placed on it; those that run there stay.',
  done: () => 'Cordoned',
})

export const uncordon = turned(false, {
  id: 'uncordon',
  title: 'Uncordon',
  says: () => 'New pods are placed on it again.',
  done: () => 'Uncordoned',
})
