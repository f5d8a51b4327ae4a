/** What a list says of its usage columns where they cannot be believed. */
import { age } from './age.ts'
import type { ListContext } from './list-context.ts'
import type { Usage } from './usage.ts'
import { isUsage, measuring } from './usage-columns.ts'

export interface UsageNote {
  /** Empty where they can. */
  readonly words: string
  /** A line for a shell that checks it; empty for none. */
  readonly command: string
}

/** Null where no column shows what is used. */
export function usageNote(context: ListContext): UsageNote | null {
  const { usage, resource } = context
  if (usage === undefined) return null
  const unsorted = isKnown(usage) || !sorted(context) ? '' : ' The order is not by them.'
  const why = usage.state === 'loading' && unsorted === '' ? '' : reasons[usage.state](usage)
  return {
    words: why === '' ? '' : `CPU and memory of ${resource.plural} ${why}${unsorted}`,
    command: usage.state === 'refused' ? check(context) : '',
  }
}

/** Why a filter or an order cannot be by what is used; empty where it can, or does not ask. */
export function untold({ usage, resource }: ListContext, asks: boolean): string {
  if (!asks || usage === undefined || isKnown(usage)) return ''
  return `CPU and memory of ${resource.plural} ${reasons[usage.state](usage)}`
}

const reasons: Readonly<Record<Usage['state'], (usage: Usage) => string>> = {
  known: () => '',
  loading: () => 'are still being read.',
  absent: () => 'are not measured here: metrics.k8s.io is not served.',
  failed: ({ why }) => `are not known: ${why}`,
  refused: ({ why }) => `are not shown: ${why}`,
  stale: ({ why, since }) => `are as they were ${ago(since)} ago: ${why}`,
}

/** What is sorted by them is. */
export const isKnown = (usage: Usage): boolean => usage.state === 'known' || usage.state === 'stale'

const sorted = ({ query }: ListContext) => isUsage(String(query['sort'] ?? '').replace(/^-/, ''))

const ago = (since: number | null) => age(Date.now() - (since ?? Date.now()))

function check(context: ListContext): string {
  const { resource, query } = context
  const [one = ''] = [query['ns'] ?? ''].flat()
  const where = one === '' ? '-A' : `-n ${String(one)}`
  return `kubectl auth can-i list ${measuring(context)}${resource.namespaced ? ` ${where}` : ''}`
}
