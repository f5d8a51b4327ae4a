/** What was given to a carrier and is not on its way yet: a hold on the process until the page takes it. */

/** Bytes that a piece costs besides its own: a process may write them one by one. */
const each = 256

export class Backlog {
  bytes = 0

  /** @returns called once it is on its way */
  add(size: number): () => void {
    this.bytes += size + each
    return () => {
      this.bytes -= size + each
    }
  }
}
