/* What was typed and is not known to be taken: nothing of it is lost by a cut, and nothing is typed twice. */

/* Bytes of one piece: a paste comes in many. */
const piece = 16 * 1024
/* Pieces that may be under way. */
const most = 3

export class Typed {
  #pieces = []
  /* How many of them are under way. */
  #sent = 0
  /* How much was taken of all that was ever typed. */
  #base = 0

  add(bytes) {
    for (let from = 0; from < bytes.length; from += piece)
      this.#push(bytes.slice(from, from + piece))
  }

  /* Keys that wait go together. */
  #push(bytes) {
    const last = this.#pieces.at(-1)
    if (this.#pieces.length > this.#sent && last.length + bytes.length <= piece) {
      const both = new Uint8Array(last.length + bytes.length)
      both.set(last)
      both.set(bytes, last.length)
      this.#pieces[this.#pieces.length - 1] = both
    } else this.#pieces.push(bytes)
  }

  /* The other side begins, or goes on, after so many bytes; what is left is sent again. */
  again(typed) {
    if (this.#base === 0 && this.#sent === 0) this.#base = typed
    this.took(typed)
    this.#sent = 0
  }

  took(upTo) {
    while (this.#pieces.length > 0 && this.#base + this.#pieces[0].length <= upTo) {
      this.#base += this.#pieces.shift().length
      this.#sent = Math.max(0, this.#sent - 1)
    }
  }

  /* The next piece, with how much came before it; null: none, or enough is under way. */
  next(under = most) {
    if (this.#sent >= under || this.#sent >= this.#pieces.length) return null
    const before = this.#pieces.slice(0, this.#sent).reduce((sum, { length }) => sum + length, 0)
    const bytes = this.#pieces[this.#sent]
    this.#sent += 1
    return { from: this.#base + before, bytes }
  }
}
