/** What a terminal lives by: the right to it, and a credential of whoever began it that the API server takes. */
import { KubeError, NotSignedIn, Refused, Unreachable } from '../../errors.ts'
import type { Connection, Identity } from '../../kube.ts'
import { Credentials, type Held } from '../../live/credentials.ts'
import { Changed, expired, type Other, otherOf } from '../identity.ts'

/** Credentials that are kept: a proxy may send another one with each request. */
const most = 8
/** Milliseconds that a page has to come with a newer one, once it was asked to. */
const patience = 10_000
/** Looks that may fail to get an answer before it counts as a no. */
const looks = 4

const ended =
  'The token that you came with has ended, and the proxy in front sent no newer one of yours.'
const changed = (other: Other) =>
  `You come with other ${other} by now than it was opened with, and by those it cannot go on. A new one can be opened.`

export interface Rule {
  /** Who began it; null: the API server does not say. */
  readonly who: Identity | null
  /** Whether another credential of the same person may take the place of the one that it was begun with. */
  readonly renewed: boolean
  /** Whether that person may do it: resolves where they may. @throws what withdraws it, or what the call threw */
  readonly right: (connection: Connection) => Promise<void>
}

interface Known extends Held {
  readonly credential: Connection
}

export class Warrant {
  readonly #rule: Rule
  readonly #known = new Credentials<Known>(most)
  #newest: Connection
  #came = Promise.withResolvers<void>()
  /** What is another of the person who came last. */
  #other: Other | null = null
  #unanswered = 0
  #review: Promise<void> | null = null

  constructor(begunBy: Connection, rule: Rule) {
    this.#rule = rule
    this.#newest = begunBy
    this.add(begunBy)
  }

  /** @param credential one that the API server has told to be of the same person */
  add(credential: Connection): void {
    const { who, renewed } = this.#rule
    // A kubeconfig's own may be told by other words after each renewal (the access key, of AWS): the right alone counts.
    const same = renewed ? who : null
    const held = { credential, expired: async () => expired(credential, same) }
    this.#known.add(this.#known.of(credential) ?? held)
    this.#came.resolve()
  }

  /** Its page has come with a credential of somebody who is not the same to the API server. */
  met(now: Identity): void {
    const { who } = this.#rule
    this.#other = who === null ? null : otherOf(who, now)
  }

  /** The newest that is taken, or was last. */
  connection(): Connection {
    this.#newest = this.#known.newest()?.credential ?? this.#newest
    return this.#newest
  }

  /** @param ask asks its page to come with a newer credential @throws what ends it, in words for the person */
  async allowed(ask: () => void): Promise<void> {
    this.#review ??= this.#reviewed(ask).finally(() => (this.#review = null))
    return this.#review
  }

  async #reviewed(ask: () => void): Promise<void> {
    if (await this.#taken()) return
    if (!this.#rule.renewed) throw new Refused('You are not signed in any more.')
    const late = new AbortController()
    const over = new Promise((resolve) => late.signal.addEventListener('abort', resolve))
    const timer = setTimeout(() => late.abort(), patience).unref()
    ask()
    try {
      // However often one comes that is not taken, the time is the same.
      while (!late.signal.aborted) {
        await Promise.race([this.#came.promise, over])
        if (await this.#taken()) return
      }
    } finally {
      clearTimeout(timer)
    }
    throw new Refused(this.#other === null ? ended : changed(this.#other))
  }

  /** Asks with one after another, the newest first. Each that comes meanwhile is looked at next time. */
  async #taken(): Promise<boolean> {
    this.#came = Promise.withResolvers<void>()
    for (let left = most; left > 0; left -= 1) {
      const one = this.#known.newest()
      if (one === null) return false
      const why = (await one.expired()) ?? (await this.#refused(one.credential))
      if (why === null) {
        this.#other = null
        return true
      }
      if (why instanceof Changed) this.#other = why.other
      this.#known.refuse(one.credential, why)
    }
    return false
  }

  /** @returns why this credential is not taken; null: it is, or nobody could be asked just now */
  async #refused(connection: Connection): Promise<NotSignedIn | null> {
    try {
      await this.#rule.right(connection)
      this.#unanswered = 0
      return null
    } catch (error) {
      if (error instanceof NotSignedIn) return error
      const silent =
        error instanceof Unreachable || (error instanceof KubeError && error.status !== 403)
      this.#unanswered += 1
      if (!silent || this.#unanswered >= looks) throw error
      return null
    }
  }
}
