/** Names that one owner made: what they have in common, and a star for what each has of its own. */

/** What controllers end names with: k8s.io/apimachinery/pkg/util/rand, no vowels, so that they say nothing. */
const letter = '[bcdfghjklmnpqrstvwxz2456789]'
const made = new RegExp(`-${letter}{5}$`)
const hash = new RegExp(`-${letter}{6,10}$`)
/** The minute of a CronJob's run. */
const minute = /-\d{8,10}$/
const ordinal = /-\d{1,6}$/

/** Ways to end a name, the longest first: all endings of one way, from the end of the name. */
const endings: Readonly<Record<string, readonly (readonly RegExp[])[]>> = {
  Pod: [[made, hash], [made, minute], [made, ordinal, minute], [made], [ordinal]],
  ReplicaSet: [[hash]],
  Job: [[minute], [made]],
  PersistentVolumeClaim: [[ordinal]],
  EndpointSlice: [[made]],
  CertificateSigningRequest: [[made]],
}

/** `cart-7d9c8b5f6d-x2x4z` of a pod → `cart-*`; nodes are all alike. */
export function alikeName(kind: string, name: string): string {
  if (kind === 'Node') return '*'
  const ways = Object.hasOwn(endings, kind) ? (endings[kind] ?? []) : []
  for (const way of ways) {
    const left = way.reduce<string | null>((rest, ending) => without(rest, ending), name)
    if (left !== null) return `${left}-*`
  }
  return name
}

function without(name: string | null, ending: RegExp): string | null {
  if (name === null || !ending.test(name)) return null
  return name.replace(ending, '')
}
