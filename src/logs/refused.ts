/** A log is followed for hours, and the API server looks at rights only when it opens: they are asked for again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { NotSignedIn } from '../errors.ts'
import type { Source } from './source.ts'

/**
 * Resolves once it may not be read any more: NotSignedIn, or false for a right that was withdrawn; true when
 * the signal ends. An API server that cannot be asked has refused nothing.
 * @param may asks. @param every milliseconds between two questions.
 */
export async function untilRefused(
  may: () => Promise<boolean>,
  every: number,
  signal: AbortSignal,
): Promise<NotSignedIn | boolean> {
  while (!signal.aborted) {
    await sleep(every, undefined, { signal, ref: false }).catch(() => {})
    if (signal.aborted) break
    try {
      if (!(await may())) return false
    } catch (error) {
      if (error instanceof NotSignedIn) return error
    }
  }
  return true
}

/** Rights are given by namespace: one container of each is asked for. @param may asks. */
export async function mayReadAll(
  sources: readonly Source[],
  may: (source: Source) => Promise<boolean>,
): Promise<boolean> {
  const one = new Map(sources.map((source) => [source.namespace, source]))
  const answers = await Promise.all([...one.values()].map(may))
  return answers.every(Boolean)
}
