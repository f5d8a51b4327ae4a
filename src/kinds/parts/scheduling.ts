/** Why no node fits, out of the scheduler's sentence: `0/5 nodes are available: 3 Insufficient cpu, …`. */

export interface Unfit {
  readonly count: number
  /** `not enough cpu`. */
  readonly why: string
}

export interface Unschedulable {
  /** How many nodes there are; null where the sentence does not say. */
  readonly nodes: number | null
  readonly reasons: readonly Unfit[]
  /** What stands in the place of reasons: `pod has unbound immediate PersistentVolumeClaims`. */
  readonly instead: string
}

/** Characters that are read: more than any scheduler says, and no more than a row has time for. */
const longest = 8000

/** @param whole the message of the PodScheduled condition or the FailedScheduling event (kube-scheduler, FitError). */
export function unschedulable(whole: string): Unschedulable {
  const message = whole.slice(0, longest)
  const nodes = /^\d+\/(\d+) nodes? (?:are|is) available/.exec(message)?.[1]
  const list =
    /available: (.*?)(?:\. (?:preemption|no new claims)|\.? *$)/s.exec(message)?.[1] ?? ''
  const reasons = [
    ...list.matchAll(/(?:^|, )(\d+) ((?:[^,{]|\{[^}]*\})+?)(?=, \d+ |\.?$|\. )/g),
  ].map(([, count = '0', text = '']) => ({ count: Number(count), why: plain(text.trim()) }))
  return {
    nodes: nodes === undefined ? null : Number(nodes),
    reasons: merged(reasons),
    instead: reasons.length > 0 ? '' : list.replace(/\.(?: .*)?$/s, ''),
  }
}

/** `no node fits: not enough cpu (3), taint team=data (2)`. */
export function inShort({ reasons, instead }: Unschedulable): string {
  if (reasons.length === 0) return instead || 'no node fits'
  return `no node fits: ${reasons.map(({ count, why }) => `${why} (${count})`).join(', ')}`
}

const phrases: readonly (readonly [RegExp, string])[] = [
  [/^Insufficient (\S+)$/, 'not enough $1'],
  [/^Too many pods$/, 'as many pods as a node takes'],
  [/^node\(s\) had untolerated taint\(s\)$/, 'untolerated taint'],
  [/^node\(s\) had untolerated taint \{([^:}]*)(?:: ?([^}]*))?\}$/, 'taint $1=$2'],
  [/^node\(s\) were unschedulable$/, 'cordoned'],
  [/^node\(s\) didn't match Pod's node affinity\/selector$/, 'node selector or affinity'],
  [/^node\(s\) didn't match pod anti-affinity rules$/, 'pods that must not stand together'],
  [/^node\(s\) didn't match pod affinity rules$/, 'pods that must stand together'],
  [/^node\(s\) didn't satisfy existing pods anti-affinity rules$/, 'other pods keep it away'],
  [/^node\(s\) didn't match pod topology spread constraints.*$/, 'topology spread'],
  [/^node\(s\) didn't have free ports for the requested pod ports$/, 'host port taken'],
  [/^node\(s\) had volume node affinity conflict$/, 'volume is elsewhere'],
  [/^node\(s\) exceed max volume count$/, 'as many volumes as a node takes'],
  [/^node\(s\) didn't find available persistent volumes to bind$/, 'no volume to bind'],
]

function plain(text: string): string {
  for (const [form, words] of phrases)
    if (form.test(text)) return text.replace(form, words).replace(/=$/, '')
  return text.replace(/^node\(s\) /, '')
}

/** Two taints may read alike. */
function merged(reasons: readonly Unfit[]): readonly Unfit[] {
  const counts = new Map<string, number>()
  for (const { count, why } of reasons) counts.set(why, (counts.get(why) ?? 0) + count)
  return [...counts].map(([why, count]) => ({ why, count })).toSorted((a, b) => b.count - a.count)
}
