/** A field of the spec that is on or off: two actions, of which one makes sense. */
import { action, type Action } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'

type Words = Pick<Action, 'id' | 'title' | 'says' | 'done' | 'kubectl' | 'many'>

interface Toggle {
  /** Of the spec. */
  readonly field: string
  /** What it is to be. */
  readonly on: boolean
  /** What says off: the field's own word, or that it is not there. */
  readonly off: false | null
  /** Of those it makes sense for none of. */
  readonly over?: (object: KubeObject) => boolean
}

export function toggle({ field, on, off, over = () => false }: Toggle, words: Words): Action {
  const isOn = ({ spec }: KubeObject) =>
    (spec as Record<string, unknown> | undefined)?.[field] === true
  return action({
    ...words,
    needs: { verb: 'patch' },
    hindered: (object) => (isOn(object) === on || over(object) ? null : ''),
    effect: () => ({ patch: 'merge', body: { spec: { [field]: on || off } } }),
  })
}
