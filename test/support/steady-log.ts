/** A log that grows at a steady rate for ever, the same lines for whoever reads it, as a kubelet would give it. */
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { drained } from './drained.ts'

/** Lines that a node keeps. */
const kept = 200_000

export class SteadyLog {
  readonly #rate: number
  readonly #began: number

  /** @param rate lines a second. @param began milliseconds since 1970 of its first line. */
  constructor(rate: number, began: number) {
    this.#rate = rate
    this.#began = began
  }

  /** The lines from one number up to another, without it. */
  lines(from: number, to: number, dated = true): string {
    let text = ''
    for (let number = from; number < to; number += 1) {
      const order = (number * 2_654_435_761) % 1_000_000
      const level = number % 50 === 0 ? 'WARN' : 'INFO'
      const words = `POST /orders/${order} 201 ${number % 97}ms user=${(order * 7) % 9999} pod=cart-7d9f`
      text += `${dated ? `${this.#time(number)} ` : ''}${level} line ${number} ${words}\n`
    }
    return text
  }

  /** Answers as asked by `sinceTime`, `tailLines`, `timestamps` and `follow`; ends with its reader. */
  async tell(answer: ServerResponse, asked: URLSearchParams): Promise<void> {
    const dated = asked.get('timestamps') === 'true'
    const follow = asked.get('follow') === 'true'
    let next = this.#first(asked)
    const end = follow ? Infinity : this.#now()
    while (!answer.destroyed && next < end) {
      const some = Math.min(end, this.#now(), next + 2000)
      if (some === next) await sleep(20)
      else if (!answer.write(this.lines(next, some, dated))) await drained(answer)
      next = some
    }
    answer.end()
  }

  #first(asked: URLSearchParams): number {
    const since = asked.get('sinceTime')
    const ms = since === null ? 0 : Date.parse(since) - this.#began
    const tail = Math.min(kept, Number(asked.get('tailLines') ?? kept))
    return Math.max(0, Math.ceil((ms * this.#rate) / 1000), this.#now() - tail)
  }

  /** How many lines there are. */
  #now(): number {
    return Math.floor(((Date.now() - this.#began) * this.#rate) / 1000) + 1
  }

  #time(number: number): string {
    const ms = this.#began + (number * 1000) / this.#rate
    const nanos = String(Math.floor((ms % 1) * 1e6)).padStart(6, '0')
    return new Date(ms).toISOString().replace('Z', `${nanos}Z`)
  }
}
