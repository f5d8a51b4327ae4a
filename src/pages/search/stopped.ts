/** Why a kind was not looked at in full. */
import { AppError, NotSignedIn } from '../../errors.ts'
import { most, type Skipped } from '../../views/search.ts'
import { isRefused } from '../reach.ts'

/** A list that does not come holds up no other. */
export async function prompt<T>(page: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Stopped('silent')), most.silence)
  try {
    return await Promise.race([page, promise])
  } finally {
    clearTimeout(timer)
  }
}

export class Stopped extends Error {
  readonly why: Skipped['why']
  constructor(why: Skipped['why']) {
    super(why)
    this.why = why
  }
}

/** @throws what is no answer of the API server, and that nobody is signed in any more. */
export function reason(error: unknown): Skipped['why'] {
  if (error instanceof Stopped) return error.why
  if (isRefused(error)) return 'forbidden'
  if (error instanceof NotSignedIn) throw error
  if (error instanceof AppError || isAbort(error)) return 'failed'
  throw error
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'
