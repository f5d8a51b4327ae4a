/** What warning events add to an object's problems: what only they know. */
import type { Event, Problem } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { lastSeen, times } from '../../views/event.ts'

interface Meaning {
  readonly title: string
  readonly advice: string
}

/** Reason of an event → what it means and what to do. */
const meanings: Readonly<Record<string, Meaning>> = {
  FailedMount: {
    title: 'A volume cannot be mounted',
    advice:
      'Check that the ConfigMap, Secret or claim it names is there, and the storage’s driver on the node.',
  },
  FailedAttachVolume: {
    title: 'A volume cannot be attached to the node',
    advice: 'See whether another node still holds it, and what the storage’s driver says.',
  },
  FailedMapVolume: {
    title: 'A volume cannot be mapped',
    advice: 'See what the storage’s driver says.',
  },
  FailedCreatePodSandBox: {
    title: 'The node cannot set up the pod’s network or sandbox',
    advice: 'Look at the network plugin’s pods on this node.',
  },
  FailedScheduling: {
    title: 'No node fits',
    advice: 'Compare what the pod asks for with what the nodes have left.',
  },
  FailedCreate: {
    title: 'Pods cannot be created',
    advice: 'Read the refusal: a quota, a policy or an admission webhook forbids them.',
  },
  FailedBinding: {
    title: 'No volume can be bound',
    advice: 'Check the claim’s class, size and access modes against the volumes there are.',
  },
  ProvisioningFailed: {
    title: 'The volume cannot be made',
    advice: 'Read what the storage’s provisioner says, and whether its class exists.',
  },
  VolumeFailedDelete: {
    title: 'The storage cannot be deleted',
    advice: 'Read what the storage’s driver says; what is left there has to be deleted by hand.',
  },
  VolumeMismatch: {
    title: 'The volume that it names does not fit',
    advice: 'Compare size, access modes, class and volume mode of both.',
  },
  ExternalExpanding: {
    title: 'The volume waits to be made larger',
    advice: 'Its driver has to do it.',
  },
  VolumeResizeFailed: {
    title: 'The volume cannot be made larger',
    advice: 'See what its driver says.',
  },
  Unhealthy: {
    title: 'A probe fails',
    advice:
      'See what the container says of itself, and whether the probe’s port, path and times are right.',
  },
  FailedPostStartHook: {
    title: 'A start hook fails',
    advice: 'Correct the hook: its container is killed for it.',
  },
  FailedPreStopHook: {
    title: 'A stop hook fails',
    advice: 'Correct the hook: the container is killed without it.',
  },
  SyncLoadBalancerFailed: {
    title: 'The load balancer cannot be set up',
    advice: 'Read what the cloud’s controller says.',
  },
  FailedNeedsStart: { title: 'A run could not be started', advice: 'Read the message.' },
}

/** Null where its reason says it all, or nothing is known of it. */
export const meaningOf = ({ reason = '' }: Event): Meaning | null =>
  (Object.hasOwn(meanings, reason) ? meanings[reason] : null) ?? null

const fresh = 15 * 60_000

/** Older ones may be over. */
export const isFresh = (event: Event, now: Date, within = fresh): boolean =>
  now.getTime() - Date.parse(lastSeen(event)) < within

/**
 * @param reasons of events that matter to the object as it is now; the newest of each.
 * @param within milliseconds.
 */
export function toldBy(
  events: readonly Event[],
  reasons: readonly string[],
  now: Date,
  within = fresh,
): readonly Problem[] {
  const recent = events.filter((event) => event.type !== 'Normal' && isFresh(event, now, within))
  return reasons.flatMap((reason) => {
    const meaning = meanings[reason]
    const newest = recent.find((event) => event.reason === reason)
    return meaning === undefined || newest === undefined ? [] : [problem(newest, meaning, now)]
  })
}

function problem(event: Event, { title, advice }: Meaning, now: Date): Problem {
  const { message = '', reason = '' } = event
  const count = times(event)
  const since = age(now.getTime() - Date.parse(lastSeen(event)))
  return {
    tone: 'bad',
    title: reason === 'Unhealthy' ? probe(event, title) : title,
    evidence: [
      message,
      count > 1 ? `Said ${count} times, the last ${since} ago.` : `Said ${since} ago.`,
    ],
    next: [{ text: advice }, { text: 'Events', part: 'events' }],
  }
}

/** `Readiness probe failed: …` of `spec.containers{app}`. */
function probe({ message = '', involvedObject }: Event, otherwise: string): string {
  const which = /^(Readiness|Liveness|Startup) probe/.exec(message)?.[1]
  const path = involvedObject?.fieldPath ?? ''
  const container = /\{([^{}]+)\}/.exec(path)?.[1]
  if (which === undefined) return otherwise
  return `${which} probe${container === undefined ? '' : ` of ${container}`} fails`
}
