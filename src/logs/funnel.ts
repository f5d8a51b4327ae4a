/** Lines of many sources on their way to one page: never more than a page can take, the newest first of all. */
import type { Told } from './told.ts'

export interface Batch {
  readonly lines: readonly Told[]
  /** Lines that were left out before these, because the page could not take them. */
  readonly skipped: number
  /** When the first and the last of them were written. */
  readonly between: readonly [string, string]
  readonly notes: readonly string[]
}

/** How much may wait: many lines, or few that are long. */
export interface Room {
  readonly lines: number
  readonly characters: number
}

export class Funnel {
  readonly #most: Room
  #lines: Told[] = []
  #held = 0
  #notes: string[] = []
  #poked = false
  #skipped = 0
  #between: [string, string] = ['', '']
  #wake: (() => void) | null = null

  /** @param most what waits at a time. */
  constructor(most: Room) {
    this.#most = most
  }

  put(lines: readonly Told[]): void {
    for (const line of lines) {
      this.#lines.push(line)
      this.#held += line.line.text.length
    }
    this.#makeRoom(this.#most)
    if (lines.length > 0) this.#wake?.()
  }

  note(text: string): void {
    if (this.#notes.length < 20) this.#notes.push(text)
    this.#wake?.()
  }

  /** Something that is not kept here has changed. */
  poke(): void {
    this.#poked = true
    this.#wake?.()
  }

  /** Whether it was poked since it was asked last. */
  poked(): boolean {
    const was = this.#poked
    this.#poked = false
    return was
  }

  /** Resolves when there is something to take, or the signal ends. */
  async ready(signal: AbortSignal): Promise<void> {
    if (this.#lines.length > 0 || this.#notes.length > 0 || this.#poked || signal.aborted) return
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#wake = null
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.#wake = done
      signal.addEventListener('abort', done, { once: true })
    })
  }

  /** @param lines that can be taken: the newest. */
  take(lines = Infinity): Batch {
    this.#makeRoom({ lines, characters: Infinity })
    const batch = {
      lines: this.#lines,
      skipped: this.#skipped,
      between: this.#between,
      notes: this.#notes,
    }
    this.#lines = []
    this.#held = 0
    this.#notes = []
    this.#skipped = 0
    this.#between = ['', '']
    return batch
  }

  /** The newest line stays, however long it is. */
  #makeRoom(most: Room): void {
    let over = 0
    while (this.#lines.length - over > 1) {
      const few = this.#lines.length - over <= most.lines
      if (few && this.#held <= most.characters) break
      this.#held -= this.#lines[over]?.line.text.length ?? 0
      over += 1
    }
    if (over > 0) this.#skip(this.#lines.splice(0, over))
  }

  #skip(lines: readonly Told[]): void {
    for (const { line } of lines) this.#stretch(line.time)
    this.#skipped += lines.length
  }

  /** Sources come in any order. */
  #stretch(time: string): void {
    const [first, last] = this.#between
    if (time === '') return
    if (first === '' || time < first) this.#between[0] = time
    if (time > last) this.#between[1] = time
  }
}
