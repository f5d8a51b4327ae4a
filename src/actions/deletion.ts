/** Deletes what was seen: with what it owns, or letting that go; force is a word of its own. */
import { action, type Input } from '../kind/action.ts'
import { options } from '../kind/options.ts'
import type { KubeObject } from '../kube.ts'
import { controllerOf } from '../views/owner.ts'

/** Where a slip costs the cluster. */
const guarded = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'default'])

const isGuarded = ({ kind, metadata }: KubeObject): boolean =>
  kind === 'Namespace' || guarded.has(metadata.namespace ?? '')

const ways = {
  Background: 'Deleted after it, in the background (background)',
  Foreground: 'Deleted first, then it (foreground)',
  Orphan: 'Kept, without an owner (orphan)',
} as const
type Way = keyof typeof ways

const waysOfMany: Readonly<Record<Way, string>> = {
  Background: 'Deleted after them, in the background (background)',
  Foreground: 'Deleted first, then they (foreground)',
  Orphan: 'Kept, without an owner (orphan)',
}

const isWay = (text: string): text is Way => Object.hasOwn(ways, text)

const way: Input = {
  name: 'propagation',
  label: 'Dependents (what it owns)',
  type: 'choice',
  choices: Object.entries(ways),
  value: 'Background',
  option: { Foreground: '--cascade=foreground', Orphan: '--cascade=orphan' },
  wrong: (value) => (isWay(value) ? '' : `“${value.slice(0, 40)}” is none of the ways.`),
}

/** A pod owns nothing but the claims of its ephemeral volumes; what is in a namespace goes with it in any case. */
const ownsNothing = ({ kind, spec }: Owner): boolean =>
  kind === 'Namespace' ||
  (kind === 'Pod' && spec?.volumes?.some(({ ephemeral }) => ephemeral !== undefined) !== true)

interface Owner extends KubeObject {
  readonly spec?: { readonly volumes?: readonly { readonly ephemeral?: object }[] }
}

/** Where there is nothing to choose it is not shown; a script may send it. */
const wayOf = (objects: readonly Owner[]): Input =>
  objects.every(ownsNothing) ? { ...way, type: 'hidden' } : way

const grace: Input = {
  name: 'grace',
  label: 'Seconds to end in',
  type: 'number',
  value: '',
  hint: 'Empty: as the pod itself says.',
  option: '--grace-period=#',
  wrong: (value) =>
    /^[1-9]\d{0,5}$|^$/.test(value) ? '' : 'Expected a whole number of seconds from 1, or nothing.',
}

const force: Input = {
  name: 'force',
  label: 'To force it, type “force”',
  type: 'text',
  value: '',
  hint: 'The API server forgets the pod at once, though its containers may run on where the node does not answer.',
  option: { force: '--force' },
  instead: 'grace',
  wrong: (value) => (value === '' || value === 'force' ? '' : 'Type “force”, or leave it empty.'),
}

const confirmed = (word: string, what = 'it'): Input => ({
  name: 'confirm',
  label: `Type ${word} to delete ${what}`,
  type: 'text',
  value: '',
  wrong: (value) => (value === word ? '' : `This is not “${word}”: nothing was deleted.`),
})

/** Of many the word follows what is ticked: there a script asks for it. */
const confirmedOne = (name: string): Input => ({ ...confirmed(name), must: name })

/** The namespace that it is, or is in. */
const placeOf = ({ kind, metadata }: KubeObject): string =>
  kind === 'Namespace' ? metadata.name : (metadata.namespace ?? '')

/** Of many that are guarded: the namespaces that they are, or are in. */
function confirmedAll(objects: readonly KubeObject[]): readonly Input[] {
  const all = [...new Set(objects.filter(isGuarded).map(placeOf))].toSorted((a, b) =>
    a < b ? -1 : 1,
  )
  if (all.length === 0) return []
  const what = objects[0]?.kind === 'Namespace' ? 'them' : 'what is there'
  return [confirmed(all.length > 3 ? `${String(all.length)} namespaces` : all.join(','), what)]
}

export const deletion = action({
  id: 'deletion',
  title: 'Delete',
  needs: { verb: 'delete' },
  inputs: (object) => [
    wayOf([object]),
    ...(object.kind === 'Pod' ? [grace, force] : []),
    ...(isGuarded(object) ? [confirmedOne(object.metadata.name)] : []),
  ],
  says: ({ kind }) =>
    kind === 'Namespace'
      ? 'The namespace goes, and everything that is in it.'
      : 'It is gone for good: no copy is kept.',
  warns: ({ metadata, kind }) => {
    const owner = controllerOf(metadata)
    return owner === undefined
      ? []
      : [`${owner.kind} ${owner.name} makes a new ${kind} in its place, if it still wants one.`]
  },
  effect: (_, { propagation = '', grace: seconds = '', force: forced = '' }) => ({
    delete: isWay(propagation) ? propagation : 'Background',
    grace: forced === 'force' ? 0 : seconds === '' ? null : Number(seconds),
  }),
  kubectl: (given) => ['delete', ...options([way, grace, force], given)],
  done: () => 'Deleted',
  ends: true,
  many: {
    says: 'They are gone for good: no copies are kept.',
    inputs: (objects) => [
      {
        ...wayOf(objects),
        label: 'Dependents (what they own)',
        choices: Object.entries(waysOfMany),
      },
      ...(objects[0]?.kind === 'Pod' ? [grace, force] : []),
      ...confirmedAll(objects),
    ],
    confirms: (object) => (isGuarded(object) ? placeOf(object) : ''),
  },
})
