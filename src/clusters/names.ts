/** Contexts' names as they stand in addresses. */

/**
 * One name for each title, in the same order: every run outside `[A-Za-z0-9._-]` becomes `-`, a
 * clash gets `-2`. A title that needs no change keeps its name whatever stands before it.
 */
export function clusterNames(titles: readonly string[]): string[] {
  const taken = new Set(titles.filter((title) => plain(title) === title))
  return titles.map((title) => {
    const name = plain(title)
    return name === title ? name : claim(name, taken)
  })
}

function plain(title: string): string {
  const name = title.replaceAll(/[^A-Za-z0-9._-]+/gu, '-')
  // Browsers take these two out of a path, and an empty one has no address.
  if (name === '') return '-'
  return name === '.' || name === '..' ? name.replaceAll('.', '-') : name
}

function claim(name: string, taken: Set<string>): string {
  let free = name
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`
  taken.add(free)
  return free
}
