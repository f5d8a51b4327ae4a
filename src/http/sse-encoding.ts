/** Bytes of an event stream: as they are, or gzip in blocks that each stand alone and are made once for all readers. */
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

export interface Compressor {
  /** All bytes of the text, none held back. */
  chunk(text: string): Promise<Uint8Array>
  /** What ends the stream; nothing follows it. */
  end(): Promise<Uint8Array>
}

export function plain(): Compressor {
  const encoder = new TextEncoder()
  return {
    chunk: async (text) => encoder.encode(text),
    end: async () => new Uint8Array(),
  }
}

/** RFC 1952: deflate, no name, no time, an unknown system. */
const head = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)
/** RFC 1951: a last block with nothing in it. */
const last = Uint8Array.of(3, 0)

/** Nothing is kept for a reader but the sum of what it was sent: a thousand of them cost what one does. */
export function compressor(): Compressor {
  let [sum, length, begun] = [0, 0, false]
  return {
    async chunk(text) {
      const bytes = Buffer.from(text)
      sum = crc32(bytes, sum)
      length = (length + bytes.length) >>> 0
      const packed = await blockOf(text, bytes)
      const first = !begun
      begun = true
      return first ? Buffer.concat([head, packed]) : new Uint8Array(packed)
    },
    async end() {
      const foot = Buffer.alloc(8)
      foot.writeUInt32LE(sum, 0)
      foot.writeUInt32LE(length, 4)
      return Buffer.concat([begun ? new Uint8Array() : head, last, foot])
    },
  }
}

const deflate = promisify(deflateRaw)
/** A full flush ends on a whole byte and forgets what came before: blocks of any origin follow one another. */
const alone = { finishFlush: constants.Z_FULL_FLUSH, windowBits: 13, memLevel: 6 }
/** Messages that were packed last: viewers of one window are told the same within a moment. */
const recent = new Map<string, Promise<Uint8Array>>()
const most = { messages: 64, characters: 16_384 }

function blockOf(text: string, bytes: Buffer): Promise<Uint8Array> {
  const found = recent.get(text)
  if (found !== undefined) return found
  const made = deflate(bytes, alone)
  // A flood of log lines is told to one reader only.
  if (text.length > most.characters) return made
  recent.set(text, made)
  const [oldest] = recent.keys()
  if (recent.size > most.messages && oldest !== undefined) recent.delete(oldest)
  return made
}
