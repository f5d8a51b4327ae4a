/** A container's log: as lines with their times, or as it is. */
import type { LogLine, LogQuery, Ref, Work } from './contract.ts'
import { logLines } from './log-lines.ts'
import { logCall } from './log-call.ts'
import type { Streams } from './stream.ts'

/** See `Kube.log`. @throws KubeError 400 where the kubelet has nothing to give, in its words. */
export async function* log(
  long: Streams,
  work: Work,
  ref: Ref,
  query: LogQuery,
): AsyncGenerator<readonly LogLine[]> {
  const { body } = await long.begin(work, logCall(ref, query, { timestamps: 'true' }))
  yield* logLines(body)
}

/** See `Kube.logBytes`. */
export async function logBytes(
  long: Streams,
  work: Work,
  ref: Ref,
  query: LogQuery,
): Promise<AsyncIterable<Buffer>> {
  return (await long.begin(work, logCall(ref, query))).body
}
