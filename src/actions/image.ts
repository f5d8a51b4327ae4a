/** Which image each container runs: what `kubectl set image` changes. */
import { action, type Input } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'
import { quoted } from '../views/words.ts'

interface Container {
  readonly name: string
  readonly image?: string
}

interface PodSpec {
  readonly containers?: readonly Container[]
  readonly initContainers?: readonly Container[]
}

interface Templated extends KubeObject {
  readonly spec?: { readonly template?: { readonly spec?: PodSpec } }
}

const lists = ['containers', 'initContainers'] as const

const podOf = ({ spec }: Templated): PodSpec => spec?.template?.spec ?? {}

const all = (object: Templated): readonly Container[] =>
  lists.flatMap((list) => podOf(object)[list] ?? [])

const field = ({ name, image = '' }: Container): Input => ({
  name: `image.${name}`,
  label: name,
  type: 'text',
  value: image,
  wrong: (value) =>
    /^[^\s"']+$/.test(value)
      ? ''
      : `“${value.slice(0, 80)}” is no image: expected one like registry/name:tag.`,
})

export const image = action<Templated>({
  id: 'image',
  title: 'Set image',
  needs: { verb: 'patch' },
  inputs: (object) => all(object).map(field),
  says: () => 'A change of an image is a new revision: pods are replaced as the strategy says.',
  seen: (object) =>
    all(object)
      .map((each) => `${each.name}=${each.image ?? ''}`)
      .join(' '),
  effect: (object, given) => {
    const changed = (list: (typeof lists)[number]) =>
      (podOf(object)[list] ?? []).flatMap(({ name, image: before }) => {
        const wanted = given[`image.${name}`]
        return wanted === undefined || wanted === before ? [] : [{ name, image: wanted }]
      })
    const spec = Object.fromEntries(
      lists.map((list) => [list, changed(list)] as const).filter(([, some]) => some.length > 0),
    )
    return { patch: 'strategic', body: { spec: { template: { spec } } } }
  },
  kubectl: (given) => [
    'set image',
    ...Object.entries(given).map(
      ([name, value]) => `${name.slice('image.'.length)}=${quoted(value)}`,
    ),
  ],
  done: () => 'Images changed',
})
