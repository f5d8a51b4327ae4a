/** Words that are nearly the same: what somebody may have meant. */

/** Letters to change, add, leave out, or swap with the next one (optimal string alignment). */
function distance(a: string, b: string): number {
  const known: number[][] = []
  const at = (i: number, j: number) => known[i]?.[j] ?? Infinity
  for (let i = 0; i <= a.length; i += 1) {
    const row: number[] = []
    known.push(row)
    for (let j = 0; j <= b.length; j += 1) {
      const changed = Number(a[i - 1] !== b[j - 1])
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity
      const least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + changed,
        swapped,
      )
      row.push(i + j === 0 ? 0 : least)
    }
  }
  return at(a.length, b.length)
}

/** Of `names` those that begin alike, or differ in a letter or two; a word of one letter is like none. */
export function alike(word: string, names: readonly string[]): readonly string[] {
  if (word.length < 2 || word.length > 100) return []
  return names.filter((name) => {
    if (name.startsWith(word) || (name.length > 2 && word.startsWith(name))) return true
    return distance(word, name) <= (word.length < 6 ? 1 : 2)
  })
}
