/** What is wrong with a service: it has no address, or nothing answers behind it. */
import type { KubeObject, Problem } from '../../kind.ts'
import { ageOf } from './ages.ts'
import { isOver, type Pod } from './pod.ts'
import { isTrue } from './pod-state.ts'
import { podsProblems } from './pods-problems.ts'
import { endpointsOf, type EndpointSlice, readyOf } from './endpoint-slice.ts'
import { written } from './selectors.ts'
import { isPending, type Service } from './service.ts'

export function pendingProblems(service: Service, now: Date): readonly Problem[] {
  if (!isPending(service)) return []
  const chosen = service.spec?.loadBalancerClass
  return [
    {
      tone: 'warn',
      title: 'It has no load balancer address yet',
      evidence: [
        `It was created ${ageOf(service, now)} ago.`,
        chosen === undefined ? '' : `It waits for whoever serves the class ${chosen}.`,
      ],
      next: [
        { text: 'Events', part: 'events' },
        { text: 'See whether a cloud’s or a load balancer’s controller runs in this cluster.' },
      ],
    },
  ]
}

/** @param others all pods that it selects, as their kind reads them. */
export function answerProblems(
  service: Service,
  others: readonly KubeObject[],
): readonly Problem[] {
  const { spec = {}, metadata } = service
  const pods = (others as readonly Pod[]).filter((pod) => !isOver(pod))
  if (pods.length === 0) return [nobody(service)]
  if (spec.publishNotReadyAddresses === true || pods.some(isReady)) return []
  const l = written({ matchLabels: spec.selector ?? {} })
  return [
    {
      tone: 'bad',
      title: `Nothing answers: ${pods.length === 1 ? 'its only pod is not ready' : `none of its ${pods.length} pods is ready`}`,
      evidence: podsProblems(others).map(({ title }) => `${title}.`),
      next: [{ text: 'Its pods', to: { list: 'pods', query: { ns: metadata.namespace, l } } }],
    },
  ]
}

const isReady = (pod: Pod): boolean => isTrue(pod, 'Ready')

/** Labels of a selector that are looked at one by one. */
const most = 3

function nobody({ spec, metadata: { namespace } }: Service): Problem {
  const labels = Object.entries(spec?.selector ?? {}).map(([key, value]) =>
    written({ matchLabels: { [key]: value } }),
  )
  const each = labels.length > 1 ? labels.slice(0, most) : []
  return {
    tone: 'warn',
    title: 'Nothing answers: it selects no pod',
    evidence: [`It selects ${written({ matchLabels: spec?.selector ?? {} })}.`],
    next: [
      ...each.map((l) => ({
        text: `Pods with ${l}`,
        to: { list: 'pods', query: { ns: namespace, l } },
      })),
      { text: `Pods of ${namespace ?? ''}`, to: { list: 'pods', query: { ns: namespace } } },
      {
        text: 'Compare its selector with the labels of the pods, or see whether their workload is scaled to 0.',
      },
    ],
  }
}

/** Of a service that selects nothing only its slices tell. @param others all its endpoint slices. */
export function byHandProblems(
  { spec }: Service,
  others: readonly KubeObject[],
): readonly Problem[] {
  const slices = others as readonly EndpointSlice[]
  const selects = Object.keys(spec?.selector ?? {}).length > 0
  if (selects || slices.some((slice) => readyOf(slice) > 0)) return []
  const count = slices.reduce((sum, slice) => sum + endpointsOf(slice).length, 0)
  return [
    {
      tone: 'warn',
      title: 'Nothing answers: it has no endpoint that is ready',
      evidence: [`It has no selector, and ${count} endpoints set by hand.`],
      next: [{ text: 'Whoever made it has to give it endpoint slices, or a selector.' }],
    },
  ]
}
