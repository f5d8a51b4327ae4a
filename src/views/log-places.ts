/** What a log can be narrowed to by where its containers run. Pure. */
import type { Source } from '../logs/source.ts'

export interface Places {
  readonly all: readonly Source[]
  readonly zones: { readonly of: (node: string) => string }
}

/** Names and what they are called, where there are several. */
export function placesOf({ all, zones }: Places) {
  const nodes = several(all.map(({ node }) => node))
  return { nodes, zones: several(nodes.map((node) => zones.of(node))) }
}

function several(words: readonly string[]): readonly string[] {
  const found = [...new Set(words)].filter((word) => word !== '').toSorted()
  return found.length > 1 ? found : []
}
