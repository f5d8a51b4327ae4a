/** Containers that say nothing may have nothing to say, or their node has stopped answering: that is told. */
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, NotSignedIn } from '../../errors.ts'
import type { Node } from '../../kinds/parts/node.ts'
import { ready, whyNot } from '../../kinds/parts/node-status.ts'
import type { Kube } from '../../kube.ts'

/** Milliseconds between two looks; of a node that stops the control plane learns after 40 to 50 s. */
const every = 20_000
/** Nodes that are looked at each time. */
const most = 10

/** Why it does not answer, in words; null: it does; undefined: it cannot be told. */
type Trouble = string | null | undefined

/**
 * Ends with the signal. Where nodes may not be read, nothing is told.
 * @param look at one of them, by its name.
 * @param silent names of nodes, none of whose containers has said anything since the last look.
 * @param tell hears a sentence when one stops answering, and when it is back.
 */
export async function watchNodes(
  look: (name: string) => Promise<Trouble>,
  silent: () => readonly string[],
  tell: (text: string) => void,
  signal: AbortSignal,
  pause = every,
): Promise<void> {
  const down = new Set<string>()
  while (!signal.aborted) {
    await sleep(pause, undefined, { signal, ref: false }).catch(() => {})
    const quiet = silent().slice(0, most)
    for (const name of new Set([...down, ...quiet])) {
      if (signal.aborted) return
      const why = await look(name)
      if (why === undefined || (why === null) !== down.has(name)) continue
      if (why === null) down.delete(name)
      else down.add(name)
      tell(why === null ? `Node ${name} answers again.` : `Node ${name}: ${why}.`)
    }
  }
}

/** @throws NotSignedIn */
export async function troubleOf(kube: Kube, name: string): Promise<Trouble> {
  try {
    const resource = (await kube.discovery()).get('nodes')
    if (resource === undefined) return undefined
    const node: Node = (await kube.get({ resource, namespace: null, name })).value
    const condition = ready(node)
    return condition === undefined || condition.status === 'True' ? null : whyNot(node, condition)
  } catch (error) {
    if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
    return undefined
  }
}
