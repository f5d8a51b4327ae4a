/** What holds a namespace that is being deleted, out of the namespace controller's sentences. */
import type { Problem, Step } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { counted } from '../../views/words.ts'
import { trueOf } from './conditions.ts'
import { overdue } from './deletion.ts'
import { finalizerWords } from './finalizers.ts'
import type { Namespace } from './namespace.ts'
import type { Condition } from './pod.ts'

/** `pods` 2, `deployments.apps` 1: what is still in it, by kubectl's name of the resource. */
export interface Left {
  readonly name: string
  readonly count: number
}

/** `Some resources are remaining: configmaps. has 2 resource instances, …` (namespaced_resources_deleter, conditions). */
export const remaining = (of: Namespace): readonly Left[] =>
  counts(messageOf(of, 'NamespaceContentRemaining'), /([^\s,]+) has (\d+) resource instances/g)

/** `Some content in the namespace has finalizers remaining: example.com/hold in 2 resource instances`. */
export const heldBy = (of: Namespace): readonly Left[] =>
  counts(messageOf(of, 'NamespaceFinalizersRemaining'), /([^\s,]+) in (\d+) resource instances/g)

const messageOf = ({ status }: Namespace, type: string) =>
  trueOf(status?.conditions, type)?.message ?? ''

const counts = (message: string, form: RegExp): readonly Left[] =>
  [...message.matchAll(form)].map(([, name = '', count = '0']) => ({
    name: name.replace(/\.$/, ''),
    count: Number(count),
  }))

const failing: readonly (readonly [string, string])[] = [
  ['NamespaceDeletionDiscoveryFailure', 'some APIs do not answer'],
  ['NamespaceDeletionContentFailure', 'some of what is in it cannot be deleted'],
  ['NamespaceDeletionGroupVersionParsingFailure', 'some APIs are not understood'],
]

/** What the namespace controller cannot do. */
export const failuresOf = ({
  status,
}: Namespace): readonly { readonly words: string; readonly condition: Condition }[] =>
  failing.flatMap(([type, words]) => {
    const condition = trueOf(status?.conditions, type)
    return condition === undefined ? [] : [{ words, condition }]
  })

/** `metrics.k8s.io/v1beta1`: API groups that discovery could not read. */
export const silentApis = (message: string): readonly string[] => [
  ...new Set([...message.matchAll(/([a-z0-9.-]+\/v[a-z0-9]+): /g)].map(([, api = '']) => api)),
]

export function namespaceProblems(of: Namespace, now: Date): readonly Problem[] {
  const late = overdue(of.metadata, now)
  if (late === null) return []
  const failures = failuresOf(of)
  const held = heldBy(of).length > 0 ? ['finalizers hold what is in it'] : []
  const why = [...failures.map(({ words }) => words), ...held].join(', ')
  return [
    {
      tone: why === '' ? 'warn' : 'bad',
      title: `Its deletion has not ended for ${age(late)}${why === '' ? '' : `: ${why}`}`,
      evidence: evidence(of),
      next: [...apis(failures), ...lists(of), ...advice(of), { text: 'YAML', part: 'yaml' }],
    },
  ]
}

function evidence(of: Namespace): readonly string[] {
  const left = remaining(of).map(({ name, count }) => `${count} of ${name}`)
  const held = heldBy(of).map(
    ({ name, count }) => `${finalizerWords(name)} in ${counted(count, 'object')}`,
  )
  const own = (of.metadata.finalizers ?? []).map(finalizerWords)
  const lines = [
    ...failuresOf(of).map(({ condition }) => condition.message ?? ''),
    left.length === 0 ? '' : `Still in it: ${left.join(', ')}.`,
    held.length === 0 ? '' : `Finalizers that hold them: ${held.join(', ')}.`,
    own.length === 0 ? '' : `It waits itself for ${own.join(', ')}.`,
  ].filter((line) => line !== '')
  return lines.length > 0 ? lines : ['The namespace controller has not said why.']
}

function apis(failures: ReturnType<typeof failuresOf>): readonly Step[] {
  const silent = failures.flatMap(({ condition }) => silentApis(condition.message ?? ''))
  return silent.slice(0, 3).map((api) => {
    const [group = '', version = ''] = api.split('/')
    const name = `${version}.${group}`
    return {
      text: `Bring API ${api} back, or delete its registration`,
      to: { resource: 'apiservices.apiregistration.k8s.io', name },
    }
  })
}

const lists = (of: Namespace): readonly Step[] =>
  remaining(of)
    .slice(0, 6)
    .map(({ name, count }) => ({
      text: `${name} (${count})`,
      to: { list: name, query: { ns: of.metadata.name } },
    }))

const advice = (of: Namespace): readonly Step[] =>
  heldBy(of).length === 0
    ? []
    : [
        {
          text: 'See whether the controllers of these finalizers run. Taking a finalizer away by hand leaves undone what it stands for.',
        },
      ]
