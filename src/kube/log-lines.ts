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
      line.add(chunk.subarray(from, at))
      whole.push(line.end())
      from = at + 1
    }
    line.add(chunk.subarray(from))
    if (whole.length > 0) yield whole
  }
  if (!line.empty) yield [line.end()]
}

class Line {
  #parts: Buffer[] = []
  #kept = 0
  #cut = 0

  get empty(): boolean {
    return this.#kept === 0
  }

  add(bytes: Buffer): void {
    const room = most - this.#kept
    const some = bytes.subarray(0, room)
    if (some.length > 0) this.#parts.push(some)
    this.#kept += some.length
    this.#cut += bytes.length - some.length
  }

  end(): LogLine {
    const bytes = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts)
    const line = parsed(bytes ?? Buffer.alloc(0), this.#cut)
    this.#parts = []
    this.#kept = 0
    this.#cut = 0
    return line
  }
}

/** The kubelet writes a time and one space before each line (`timestamps=true`). */
function parsed(bytes: Buffer, cut: number): LogLine {
  const space = bytes.indexOf(32)
  const head = space > 0 && space <= 35 ? bytes.toString('latin1', 0, space) : ''
  const time = instant(head)
  const text = bytes.toString('utf8', time === '' ? 0 : space + 1)
  return { time, text: text.endsWith('\r') ? text.slice(0, -1) : text, cut }
}

const stamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/

/** In UTC with nine digits, so that instants order as texts do; empty for what is none. A node writes its own zone. */
function instant(text: string): string {
  const [, second = '', fraction = '', zone = ''] = stamp.exec(text) ?? []
  if (second === '') return ''
  const then = new Date(`${second}${zone}`)
  if (Number.isNaN(then.getTime())) return ''
  const utc = then.toISOString().slice(0, 19)
  return `${utc}.${fraction.padEnd(9, '0')}Z`
}
