/** Logs that are followed are read no longer than the person may. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Resource } from '../../kube.ts'
import { often } from '../../live/rights.ts'
import { goesOn } from '../../logs/asked.ts'
import { mayReadAll, untilRefused } from '../../logs/refused.ts'
import type { Source } from '../../logs/source.ts'
import { withdrawn } from '../refusal.ts'
import { type Form, noted } from './printed.ts'
import type { Growing } from './reading.ts'

/** Why they may not be read any more, once that is so; null when the signal ends. @param sources as they stand at any time. */
export async function unlessRefused(
  c: Context<Env>,
  pods: Resource,
  sources: () => readonly Source[],
  signal: AbortSignal,
): Promise<Error | null> {
  const kube = c.var.connection.kube({ signal })
  const may = () =>
    mayReadAll(sources(), ({ namespace, pod }) => kube.can('get', pods, namespace, pod, 'log'))
  const end = await untilRefused(may, often.rights, signal)
  if (end === true) return null
  return end === false ? withdrawn({ id: `${pods.id}/log` }) : end
}

/** Ends, with a word, when what is followed may not be read any more. */
export async function* whileAllowed(
  c: Context<Env>,
  { resource, sources, asked }: Growing,
  form: Form,
  outer: AbortSignal,
  read: (signal: AbortSignal) => AsyncGenerator<string>,
): AsyncGenerator<string> {
  const end = new AbortController()
  const signal = AbortSignal.any([outer, end.signal])
  let refused = false
  const review = async (): Promise<void> => {
    refused = (await unlessRefused(c, resource, () => sources, signal)) !== null
    end.abort()
  }
  if (goesOn(asked)) void review()
  try {
    yield* read(signal)
    const [one] = sources
    if (refused) yield noted(form, { text: 'may not be read any more', wrong: true }, one)
  } finally {
    end.abort()
  }
}
