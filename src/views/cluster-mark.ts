/** What tells one cluster from another at a glance: a colour of a fixed palette, and the word “production”. Pure. */

/** Each has a class, so that no page needs a style of its own. */
export const colours = ['red', 'amber', 'green', 'blue', 'violet', 'pink'] as const
export type Colour = (typeof colours)[number]

export interface ClusterMark {
  /** Empty: none. */
  readonly colour: Colour | ''
  readonly production: boolean
}

/** As they are configured: `prod-*=red`, and `prod-*`. The first that fits counts. */
export interface Marking {
  readonly clusterColours: readonly string[]
  readonly production: readonly string[]
}

/** Production is red where no colour was said. */
export function clusterMark(
  cluster: { readonly name: string; readonly title: string },
  { clusterColours, production }: Marking,
): ClusterMark {
  const said = clusterColours.find((rule) => fits(rule.slice(0, rule.lastIndexOf('=')), cluster))
  const word = said?.slice(said.lastIndexOf('=') + 1)
  const marked = production.some((pattern) => fits(pattern, cluster))
  return {
    colour: colours.find((colour) => colour === word) ?? (marked ? 'red' : ''),
    production: marked,
  }
}

/** By the name in the address or the context’s own; `*` stands for anything. */
function fits(pattern: string, { name, title }: { name: string; title: string }): boolean {
  const [first = '', ...rest] = pattern.split('*')
  return [name, title].some((text) => {
    if (rest.length === 0) return text === pattern
    return text.startsWith(first) && follow(text.slice(first.length), rest)
  })
}

/** Each part after the one before, the last one at the end. */
function follow(text: string, [part = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return text.endsWith(part)
  const at = text.indexOf(part)
  return at >= 0 && follow(text.slice(at + part.length), rest)
}
