/** Whether a drain may begin: of the node that was seen, losing no more than what was shown. */
import type { Entry } from '../../drain.ts'
import { AppError, InvalidInput } from '../../errors.ts'
import { limits } from '../../runs.ts'
import { lackWords } from '../../views/drain-words.ts'
import { counted, grouped } from '../../views/words.ts'
import { Meanwhile } from '../changed.ts'
import { type Draining, type Found, losingOf } from './draining.ts'

export interface Seen {
  readonly uid: string
  /** Of what is lost; undefined: nobody looked at it. */
  readonly losing: string | undefined
}

class Forbidden extends AppError {
  override readonly status = 403
}

/** @throws Meanwhile, Forbidden, InvalidInput: nothing was done. */
export function checked({ context: { ref } }: Draining, now: Found, { uid, losing }: Seen): void {
  const { plan, lacks, node } = now
  if (uid === '') throw new InvalidInput({ uid: unsaid })
  if ((node.metadata.uid ?? '') !== uid) throw new Meanwhile(replaced)
  if (lacks !== null) throw new Forbidden(`${lackWords(lacks, ref)} Nothing was done.`)
  const [one] = plan.hindering
  if (one !== undefined) throw new Meanwhile(hindrance(one, plan.hindering.length - 1))
  if (losing !== undefined && losing !== losingOf(now)) throw new Meanwhile(otherwise)
  const many = plan.going.length
  if (many > limits.items)
    throw new InvalidInput({
      'pod-selector': `These are ${counted(many, 'pod')}: at most ${grouped(limits.items)} go in one drain. Take some of them with --pod-selector.`,
    })
}

function hindrance({ pod, fate }: Entry, others: number): string {
  const { name, namespace = '' } = pod.metadata
  const more = others === 0 ? '' : ` (and ${counted(others, 'other')})`
  const option = fate.option === '' ? '' : ` It takes --${fate.option}.`
  return `Nothing was done: ${namespace}/${name}${more} hinders it. ${fate.why}${option}`
}

const unsaid =
  'Which node is meant? Send its uid (metadata.uid) as “uid”, so that no other of its name is drained. Nothing was done.'
const replaced =
  'This node was deleted, and another one has its name now: nothing was done. What is below is of the new one.'
const otherwise =
  'What would be lost is not what was shown any more: nothing was done. What is below is as it is now.'
