/** Cuts a stream of bytes into lines, at \n only: log lines and JSON may hold U+2028. */
import { Fault } from './fault.ts'

/** Each line without its end. A line over `cap` bytes is a `Fault`. `rest`: also what has no end. */
export async function* lines(
  chunks: AsyncIterable<Buffer>,
  { cap = 16 * 1024 * 1024, rest = true } = {},
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...parts, chunk.subarray(from, at)])
      parts = []
      size = 0
      from = at + 1
    }
    parts.push(chunk.subarray(from))
    size += chunk.length - from
    if (size > cap) throw new Fault('answer', `a line is longer than ${cap} bytes`)
  }
  if (rest && size > 0) yield Buffer.concat(parts)
}
