/** One process in a container and who looks at it: what it writes waits for them, whoever comes back in time gets it. */
import type { Channel, Connection, End, Size } from '../kube.ts'
import { Kept } from './kept.ts'
import { plain } from './plain.ts'
import type { About, Around, Ended, Viewer } from './parties.ts'
import { isReport } from './report.ts'
import { Silences } from './silence.ts'

/** Bytes that may be under way to the page before the process has to wait; and from the page to the process. */
const most = 256 * 1024
/** Bytes that a piece of input costs besides its own. */
const each = 256

/** Exit codes of what was killed, by KILL or TERM: perhaps with its container. */
const killed: readonly number[] = [137, 143]

export class Terminal {
  readonly about: About
  readonly #channel: Channel
  readonly #around: Around
  readonly #write: Channel['write']
  readonly #kept = new Kept()
  readonly #silence: Silences
  readonly #timers = new Set<NodeJS.Timeout>()
  #viewer: Viewer | null = null
  #seen = 0
  /** How much any page has shown. */
  #shown = 0
  #held = false
  #typedSoFar = 0
  /** Pieces of that, and their bytes, that the container has not taken yet. */
  #waiting = { pieces: 0, bytes: 0 }
  #unanswered = false
  #ended: Ended | null = null
  #idle: NodeJS.Timeout | undefined
  #away: NodeJS.Timeout | undefined

  constructor(about: About, channel: Channel, around: Around) {
    this.about = about
    this.#channel = channel
    this.#around = around
    this.#silence = new Silences(around.look, {
      told: (why) => this.#viewer?.silent(why),
      lost: (why) => {
        this.#end({ how: 'cut', words: closing.silent, why, unanswered: this.#unanswered })
        channel.close()
      },
    })
    this.#write = about.tty ? (bytes, taken) => channel.write(bytes, taken) : plain(channel)
    channel.listen({
      output: (bytes) => this.#came(bytes),
      silent: (how) => void this.#silence.heard(how),
      ended: (end) => void this.#over(end),
    })
    const { longest, review } = around.limits
    this.#timers.add(setTimeout(() => void this.close(closing.longest), longest).unref())
    this.#timers.add(setInterval(() => void this.#review(), review).unref())
    this.#typed()
    this.#waits()
  }

  get ended(): Ended | null {
    return this.#ended
  }

  /** A page looks from now on, and the one before it no more. @param from how much it has seen; null: nothing */
  attach(viewer: Viewer, from: number | null): void {
    if (this.#viewer !== viewer) this.#viewer?.taken()
    clearTimeout(this.#away)
    const { start, end } = this.#kept
    const asked = Math.min(from ?? start, end)
    const at = Math.max(asked, start)
    this.#viewer = viewer
    this.#seen = at
    viewer.begins(this, { at, lost: at - asked, seen: this.#shown })
    const missed = this.#kept.since(at)
    if (missed.length > 0) viewer.output(missed)
    this.#weigh()
    if (this.#silence.why !== null) viewer.silent(this.#silence.why)
    if (this.#ended !== null) viewer.ended(this.#ended)
  }

  /** The page is gone, perhaps to come back. */
  detach(viewer: Viewer): void {
    if (this.#viewer !== viewer) return
    this.#viewer = null
    if (this.#ended === null) this.#waits()
  }

  /** How many bytes were typed: a page that comes back goes on from there. */
  get typed(): number {
    return this.#typedSoFar
  }

  /** How many of those the container has taken. */
  get taken(): number {
    return this.#typedSoFar - this.#waiting.bytes
  }

  /** Whether so many more bytes may wait for the container: a page of ours hears what was taken, and sends no more. */
  hasRoom(bytes: number): boolean {
    const { pieces, bytes: waiting } = this.#waiting
    return waiting + bytes + (pieces + 1) * each <= most
  }

  /** Whether this page is the one that looks. */
  shows(viewer: Viewer): boolean {
    return this.#viewer === viewer
  }

  /** @param taken the next may come */
  input(bytes: Uint8Array, taken?: () => void): void {
    this.#typedSoFar += bytes.length
    if (this.#ended !== null) {
      taken?.()
      return
    }
    if (!isReport(bytes)) {
      this.#unanswered = true
      this.#typed()
    }
    this.#waiting.pieces += 1
    this.#waiting.bytes += bytes.length
    this.#write(bytes, () => {
      this.#waiting.pieces -= 1
      this.#waiting.bytes -= bytes.length
      taken?.()
    })
  }

  resize(size: Size): void {
    if (this.#ended === null) this.#channel.resize(size)
  }

  /** Whose it is came with this credential. */
  proved(connection: Connection): void {
    if (this.#ended === null) this.#around.proved(connection)
  }

  /** Its page came as somebody else. */
  met(owner: string): void {
    if (this.#ended === null) this.#around.met(owner)
  }

  /** How much the page has shown. */
  shown(upTo: number): void {
    this.#seen = Math.max(this.#seen, Math.min(upTo, this.#kept.end))
    this.#shown = Math.max(this.#shown, this.#seen)
    this.#kept.trim(this.#seen)
    this.#weigh()
  }

  /** Whatever runs there is asked to end as a hand would ask: the end of a connection alone ends nothing. */
  async close(words: string): Promise<void> {
    if (this.#ended !== null) return
    this.#end({ how: 'closed', words })
    this.#channel.go()
    if (this.about.command !== undefined) {
      for (const key of ['\u0003', '\u0004']) {
        this.#channel.write(Buffer.from(key))
        await moment()
      }
    }
    this.#channel.close()
  }

  #came(bytes: Buffer): void {
    if (this.#ended !== null) return
    this.#kept.add(bytes)
    this.#unanswered = false
    if (this.#silence.why !== null) void this.#silence.heard(null)
    if (this.#viewer !== null) this.#viewer.output(bytes)
    this.#weigh()
  }

  /** What nobody has seen is never dropped: the process waits instead. */
  #weigh(): void {
    // What a page says to have shown is not believed while it has not even been sent.
    const unseen = Math.max(this.#kept.end - this.#seen, this.#viewer?.backlog() ?? 0)
    if (!this.#held && unseen > most) {
      this.#held = true
      this.#channel.hold()
    } else if (this.#held && unseen < most / 2) {
      this.#held = false
      this.#channel.go()
    }
  }

  #waits(): void {
    clearTimeout(this.#away)
    this.#away = setTimeout(() => void this.close(closing.away), this.#around.limits.away).unref()
  }

  #typed(): void {
    clearTimeout(this.#idle)
    const { idle } = this.#around.limits
    const ahead = Math.min(60_000, idle / 2)
    this.#idle = setTimeout(() => {
      this.#viewer?.warned(`Nothing was typed for long: it is closed in ${words(ahead)}.`)
      this.#idle = setTimeout(() => void this.close(closing.idle), ahead).unref()
    }, idle - ahead).unref()
  }

  async #review(): Promise<void> {
    // API servers before 1.37 answer pings themselves: of a kubelet that stands still they say nothing.
    if (this.#unanswered) void this.#silence.heard('perhaps')
    try {
      await this.#around.allowed(() => this.#viewer?.prove())
    } catch (error) {
      await this.close(error instanceof Error ? error.message : closing.refused)
    }
  }

  /** What broke it is looked for: the words of a connection that ends say little. */
  async #over(end: End): Promise<void> {
    if (this.#ended !== null) return
    if (end.how === 'exit' && !killed.includes(end.code)) return this.#end(end)
    const why = await this.#around.look()
    this.#end({ ...end, why, unanswered: this.#unanswered })
  }

  #end(ended: Ended): void {
    if (this.#ended !== null) return
    this.#ended = ended
    this.#silence.over()
    for (const timer of this.#timers) clearTimeout(timer)
    clearTimeout(this.#idle)
    clearTimeout(this.#away)
    this.#viewer?.ended(ended)
    this.#around.over(ended)
  }
}

/** Between two keys: a process that ends by the first may leave the second to its shell. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 100).unref())

const words = (ms: number) =>
  ms >= 60_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 1000)} s`

const closing = {
  away: 'Its page did not come back in time.',
  idle: 'Nothing was typed for too long.',
  longest: 'It was open for as long as one may be.',
  silent: 'It does not answer.',
  refused: 'It is not allowed any more.',
} as const
