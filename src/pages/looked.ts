/** The loop of every live page: look when something has changed, say what is new, end with a word. */
import type { Message } from '../http/sse.ts'
import type { Shared } from '../live/registry.ts'
import { fresh } from '../live/keeper.ts'
import { clock, type Left, ticks } from '../live/ticks.ts'
import type { State } from '../live/collection.ts'
import { isMoving } from '../views/list-plan.ts'
import { type Live, live, paged, polled, stale } from '../views/live.ts'
import type { ListState } from '../views/query.ts'
import { end } from './framed.ts'

/**
 * @param main what the page lives on: when it ends, the page does. @param others may end unheard.
 * @param pace milliseconds between two looks. @param tell what there is to say; nothing where nothing is new.
 */
export async function* looked(
  main: readonly Shared[],
  others: readonly Left[],
  pace: number,
  signal: AbortSignal,
  tell: () => Promise<readonly Message[]>,
): AsyncIterable<Message> {
  const all = [...main, ...others]
  try {
    for await (const _ of ticks(all, pace, signal)) {
      const over = main.map(endOf).find((error) => error !== null)
      if (over !== undefined) {
        yield end(over)
        return
      }
      yield* await tell()
    }
  } finally {
    for (const one of all) one.leave()
  }
}

/** What a list lives on beside its rows where its filter asks for the time of day. */
export const clocks = (state: ListState): readonly Left[] =>
  isMoving(state) ? [clock(fresh / 2)] : []

function endOf(shared: Shared): Error | null {
  const state = shared.collection.state()
  return shared.refused() ?? (state.state === 'ended' ? state.error : null)
}

/** @param partly rows behind the window are not known. */
export function markOf(state: State, partly = false): Live {
  if (state.state === 'stale') return stale(state.since)
  if (state.state === 'polled') return polled(state.every)
  return partly ? paged : live
}
