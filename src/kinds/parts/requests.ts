/** What a pod asks for and may take: what the scheduler counts for it. */
import { type Amounts, inOrder, numberOf } from './amounts.ts'
import { isOver, isSidecar, type Container, type Pod } from './pod.ts'

/** Fields of pods that are read here beyond those of their lists. */
export const requestReads = [
  'spec.resources',
  'spec.overhead',
  'spec.containers.resources',
  'spec.initContainers.resources',
]

type Of = 'requests' | 'limits'
type Sums = ReadonlyMap<string, number>

/**
 * The larger of what runs together and what any init container needs beside the sidecars that were
 * started before it; what the pod as a whole says counts instead; its overhead comes on top
 * (component-helpers/resource, PodRequests).
 */
export function asked({ spec = {} }: Pod, of: Of): Sums {
  const { containers = [], initContainers = [], resources, overhead = {} } = spec
  const running = new Map<string, number>()
  const peak = new Map<string, number>()
  for (const each of initContainers) {
    if (isSidecar(each)) add(running, each.resources?.[of])
    else most(peak, sum(running, each, of))
    most(peak, running)
  }
  for (const each of containers) add(running, each.resources?.[of])
  most(peak, running)
  for (const name of Object.keys(resources?.[of] ?? {}))
    peak.set(name, numberOf(resources?.[of], name) ?? 0)
  const on = Object.entries(overhead).filter(([name]) => of === 'requests' || peak.has(name))
  add(peak, Object.fromEntries(on))
  return peak
}

function sum(running: Sums, { resources }: Container, of: Of): Sums {
  const both = new Map(running)
  add(both, resources?.[of])
  return both
}

function add(sums: Map<string, number>, amounts: Amounts | undefined): void {
  for (const name of Object.keys(amounts ?? {}))
    sums.set(name, (sums.get(name) ?? 0) + (numberOf(amounts, name) ?? 0))
}

function most(sums: Map<string, number>, others: Sums): void {
  for (const [name, value] of others) sums.set(name, Math.max(sums.get(name) ?? 0, value))
}

/** All that pods ask for together: those that ended ask for nothing any more. */
export function askedTogether(pods: readonly Pod[], of: Of): Sums {
  const total = new Map<string, number>()
  for (const pod of pods.filter(holds))
    for (const [name, value] of asked(pod, of)) total.set(name, (total.get(name) ?? 0) + value)
  return new Map(inOrder(total.keys()).map((name) => [name, total.get(name) ?? 0]))
}

/** It still takes its place. */
export const holds = (pod: Pod): boolean => !isOver(pod)
