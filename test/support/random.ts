/** Chance that is the same at each run, so that a failure can be had again. */

export interface Random {
  /** A whole number from 0 up to `limit`, without it. */
  readonly below: (limit: number) => number
  readonly shuffled: <T>(all: readonly T[]) => T[]
}

/** Mulberry32. */
export function random(seed: number): Random {
  let state = seed
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  return {
    below,
    shuffled(all) {
      const left = [...all]
      return all.map(() => left.splice(below(left.length), 1)).flat()
    },
  }
}
