/** Cuts a log's bytes into lines that memory can bear, each with its time. */
import type { LogLine } from './contract.ts'

/** Bytes of a line that are kept. */
const most = 64 * 1024

/**
 * The lines of each chunk together. Lines end at \n only; the last one may have no end. However long a
 * line is, or if it never ends, no more than `most` bytes of it are held.
 */
export async function* logLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly LogLine[]> {
  const line = new Line()
  for await (const chunk of chunks) {
    const whole: LogLine[] = []
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      whole.push(line.begun ? line.end(chunk.subarray(from, at)) : parsed(chunk, from, at))
      from = at + 1
    }
    if (from < chunk.length) line.add(chunk.subarray(from))
    if (whole.length > 0) yield whole
  }
  if (line.begun) yield [line.end()]
}

/** A line that goes over chunks. */
class Line {
  #parts: Buffer[] = []
  #kept = 0
  #cut = 0

  get begun(): boolean {
    return this.#kept > 0
  }

  add(bytes: Buffer): void {
    const room = most - this.#kept
    const some = bytes.subarray(0, room)
    if (some.length > 0) this.#parts.push(some)
    this.#kept += some.length
    this.#cut += bytes.length - some.length
  }

  /** @param bytes the rest of it. */
  end(bytes?: Buffer): LogLine {
    if (bytes !== undefined) this.add(bytes)
    const line = parsed(Buffer.concat(this.#parts), 0, this.#kept, this.#cut)
    this.#parts = []
    this.#kept = 0
    this.#cut = 0
    return line
  }
}

/** The kubelet writes a time and one space before each line (`timestamps=true`). */
function parsed(bytes: Buffer, from: number, end: number, before = 0): LogLine {
  const to = Math.min(end, from + most)
  const space = bytes.indexOf(32, from)
  const head =
    space > from && space < to && space <= from + 35 ? bytes.toString('latin1', from, space) : ''
  const time = instant(head)
  const start = time === '' ? from : space + 1
  const ends = bytes[to - 1] === 13 && to > start
  return { time, text: bytes.toString('utf8', start, ends ? to - 1 : to), cut: before + end - to }
}

/** What a kubelet writes where its node's clock is UTC. */
const usual =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{9}Z$/
const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

/** In UTC with nine digits, so that instants order as texts do; empty for what is none. A node writes its own zone. */
function instant(text: string): string {
  if (usual.test(text)) return text
  const [, second = '', fraction = '', zone = ''] = stamp.exec(text) ?? []
  if (second === '') return ''
  const then = new Date(`${second}${zone}`)
  if (Number.isNaN(then.getTime())) return ''
  const utc = then.toISOString().slice(0, 19)
  return `${utc}.${fraction.padEnd(9, '0')}Z`
}
