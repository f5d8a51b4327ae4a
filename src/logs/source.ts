/** A container whose log is read. Pure. */

export interface Source {
  readonly namespace: string
  readonly pod: string
  /** Its pod's: another one may come by the same name. */
  readonly uid: string
  readonly container: string
  readonly node: string
  /** `init`, `sidecar`, `ephemeral`, or empty. */
  readonly role: string
  /** Its pod is over: no container of it is started anew. */
  readonly over: boolean
  /** It was started again: there is a life before this one. */
  readonly again: boolean
}

/** The same for the same container of the same pod: short, for addresses and ids. */
export function keyOf({ namespace, pod, container }: Source): string {
  let sum = 0x811c9dc5
  for (const char of `${namespace}/${pod}/${container}`)
    sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return (sum >>> 0).toString(36)
}

/** Sources that are read at once. */
export const mostSources = 100

/** `x2v8p/app`: what tells it from the others. @param several pods, containers. */
export function labelOf(source: Source, several: { pods: boolean; containers: boolean }): string {
  const pod = several.pods ? tail(source.pod) : ''
  const container = several.containers ? source.container : ''
  return [pod, container].filter((word) => word !== '').join('/')
}

/** What a controller added to the name; a whole name that is short. */
function tail(pod: string): string {
  const last = pod.split('-').at(-1) ?? pod
  return pod.length <= 20 ? pod : last
}
