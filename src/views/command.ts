/** The command box: what is typed behind a colon, and the address it leads to. k9s' grammar, and kubectl's. Pure. */
import type { Around, Lead } from './command/around.ts'
import { leadTo } from './command/kinds.ts'
import { read, type Said, Unclear } from './command/read.ts'
import { elsewhere, verbOf } from './command/verbs.ts'
import { behindColon } from './command/words.ts'

export type { Around, Lead } from './command/around.ts'
export { Unclear } from './command/read.ts'

/** @param typed with its colon. @throws Unclear where no address is meant, with what is and where. */
export function leadOf(typed: string, around: Around): Lead {
  const said = read(behindColon(typed))
  if (said.cluster !== null) return elsewhere(typed, said.cluster, around)
  const [first, ...rest] = said.words
  if (first === undefined) return alone(typed, said, around)
  const verb = verbOf(first.text)
  return verb?.lead(said, { first, rest, around }) ?? leadTo(said, first, rest, around)
}

/** Text without a colon that is a command all the same: a line of kubectl, or `pod/NAME` of a kind that is served. */
export function isCommand(
  text: string,
  { resolve }: Pick<Around['discovery'], 'resolve'>,
): boolean {
  if (/^\s*:|^\s*(?:kubectl|k)\s/.test(text)) return true
  const [, kind] = /^\s*([a-z.]+)\/[a-z0-9.-]+\s*$/i.exec(text) ?? []
  return kind !== undefined && resolve(kind.toLowerCase()) !== undefined
}

/** Options or a filter without a kind: of the list on the page. */
function alone(typed: string, said: Said, around: Around): Lead {
  const { resource, namespaces, urls, cluster, query } = around
  if (resource === '' || behindColon(typed).trim() === '')
    throw new Unclear({ from: 0, to: typed.length }, 'Which kind? For example “:pods -n shop”.')
  const { labels: l, fields: fs, filter: q } = said
  const more = Object.fromEntries(Object.entries({ l, fs, q }).filter(([, value]) => value !== ''))
  const ns = said.namespaces ?? namespaces
  return { href: urls.list(cluster, resource, { ...query, page: undefined, ns, ...more }) }
}
