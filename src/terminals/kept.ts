/** The newest of what a terminal has written, by how much came before it. */

/** Bytes that a page which lost its screen gets again. */
export const recent = 64 * 1024

/** Bytes up to which pieces are joined: a process may write them one by one, and each costs more than it holds. */
const joined = 4096

export class Kept {
  #chunks: Buffer[] = []
  #start = 0
  #end = 0

  /** How much was written before the first byte that is still here. */
  get start(): number {
    return this.#start
  }

  /** How much was written at all. */
  get end(): number {
    return this.#end
  }

  add(bytes: Buffer): void {
    const last = this.#chunks.at(-1)
    if (last !== undefined && last.length + bytes.length <= joined)
      this.#chunks[this.#chunks.length - 1] = Buffer.concat([last, bytes])
    else this.#chunks.push(bytes)
    this.#end += bytes.length
  }

  /** Lets go of what lies before `seen`, all but the newest of it. */
  trim(seen: number): void {
    const wanted = Math.min(seen, this.#end - recent)
    let gone = 0
    for (const { length } of this.#chunks) {
      if (this.#start + length > wanted) break
      this.#start += length
      gone += 1
    }
    if (gone > 0) this.#chunks.splice(0, gone)
  }

  /** What was written from there on; what is gone is left out. */
  since(from: number): Buffer {
    return Buffer.concat(this.#chunks).subarray(Math.max(0, from - this.#start))
  }
}
