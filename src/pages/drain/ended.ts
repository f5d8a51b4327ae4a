/** The end of a drain: the node is opened again where it was cancelled, and what is left is said. */
import { AppError } from '../../errors.ts'
import type { Ending, Working } from '../../runs.ts'
import { counted, grouped } from '../../views/words.ts'
import type { Cordon } from './cordon.ts'

export interface End {
  /** Of the node. */
  readonly name: string
  readonly cordon: Cordon
  /** Of all pods that were to go. */
  readonly count: number
  readonly gone: number
  /** Sent away, and not yet gone: their names. */
  readonly ending: readonly string[]
}

/**
 * Only who cancels it gets the node back. Where the process goes down it stays cordoned: perhaps it
 * is this very node that Portlight was sent away from.
 */
export async function ended(end: End, { kube }: Working, how: Ending): Promise<string> {
  const { name, gone, count } = end
  if (how === 'cancelled') return `${await restored(end, kube)} ${evictedOf(end)}`
  end.cordon.leave()
  const stays = 'It stays cordoned until somebody uncordons it.'
  if (gone < count)
    return `${counted(count - gone, 'pod')} of ${grouped(count)} ${count - gone === 1 ? 'is' : 'are'} on ${name} still: why stands beside. ${stays}`
  return `${name} is drained: ${count === 1 ? 'its one pod is' : `all ${grouped(count)} pods are`} gone. ${stays}`
}

async function restored({ name, cordon }: End, kube: Working['kube']): Promise<string> {
  try {
    const how = await cordon.reopen(kube)
    if (how === 'open') return `${name} takes new pods again.`
    return how === 'cordoned before'
      ? `${name} was cordoned before, and stays so.`
      : `${name} stays cordoned: another drain of it goes on.`
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return `${name} could not be uncordoned, and is cordoned still: ${error.message}`
  }
}

function evictedOf({ gone, ending }: End): string {
  if (gone + ending.length === 0) return 'None of its pods was sent away.'
  const some = ending.slice(0, 10).join(', ')
  const more = ending.length > 10 ? ` and ${grouped(ending.length - 10)} more` : ''
  const still = ending.length === 0 ? '' : ` Sent away, and ending by now: ${some}${more}.`
  const left =
    gone === 0 ? '' : `${counted(gone, 'pod')} ${gone === 1 ? 'is' : 'are'} gone already.`
  return `${left}${still}`.trim()
}
