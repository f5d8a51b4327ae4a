/** Lines that match, with the lines around them, as `grep -C` gives them. Pure. */
import type { Asked } from './asked.ts'
import type { LineFilter } from './filter.ts'
import { inside, matches, type Told } from './told.ts'

/** Chooses among the lines of one source, piece by piece in the order in which it wrote them. */
export type Pick = (lines: readonly Told[]) => readonly Told[]

/** Characters that are held of each source until a line matches. */
const most = 64 * 1024

/**
 * `context=N`: N lines before and N after each line that matches, of the same container and inside the asked
 * stretch; what stands around two of them comes once. Lines of other containers stand between them by their
 * time, as ever. Where lines of a container were left out before one, that one says so. Fewer come before a
 * match where they are so long that N of them are more than 64 KiB, and where a stream begins or goes on
 * after a cut between them and the match.
 * @param owed lines still to come behind a match that was read before.
 */
export function picker(asked: Asked, filter: LineFilter, owed = 0): Pick & { owed(): number } {
  const [within, wanted] = [inside(asked), matches(asked, filter)]
  if (asked.context === 0 || !narrows(asked))
    return Object.assign(
      (lines: readonly Told[]) => lines.filter((told) => within(told) && wanted(told)),
      { owed: () => 0 },
    )
  const around = new Around(asked.context, owed)
  const pick = (lines: readonly Told[]) =>
    lines.flatMap((told) => (within(told) ? around.put(told, wanted(told)) : []))
  return Object.assign(pick, { owed: () => around.owed })
}

/** Some lines are not shown. */
export const narrows = ({ q, levels }: Asked): boolean => q !== '' || levels.length > 0

/** Of each source, by its key: `k3x9ab.2,…`. */
export const writtenOwed = (owed: ReadonlyMap<string, number>): string =>
  [...owed].map(([key, count]) => `${key}.${count}`).join(',')

export function readOwed(text: string): ReadonlyMap<string, number> {
  const all = [...text.matchAll(/([a-z0-9]{1,8})\.(1?\d|20)(?:,|$)/g)]
  return new Map(all.slice(0, 200).map(([, key = '', count]) => [key, Number(count)]))
}

class Around {
  readonly #count: number
  #held: Told[] = []
  #size = 0
  /** Some were left out behind the last one that was passed on. */
  #left = false
  owed: number

  constructor(count: number, owed: number) {
    this.#count = count
    this.owed = owed
  }

  put(told: Told, match: boolean): readonly Told[] {
    if (match) return this.#passOn(told)
    told.beside = true
    if (this.owed > 0) {
      this.owed -= 1
      return [told]
    }
    this.#hold(told)
    return []
  }

  #passOn(told: Told): readonly Told[] {
    const all = [...this.#held, told]
    const [first = told] = all
    first.gap = this.#left
    this.#held = []
    this.#size = 0
    this.#left = false
    this.owed = this.#count
    return all
  }

  #hold(told: Told): void {
    this.#held.push(told)
    this.#size += told.line.text.length
    while (this.#held.length > this.#count || this.#size > most) {
      this.#size -= this.#held.shift()?.line.text.length ?? 0
      this.#left = true
    }
  }
}
