/** How much of the cluster's room is asked for and used. Pure. */
import { kindOf } from '../kinds.ts'
import { amount, share } from '../kinds/parts/amounts.ts'
import { type Count, isWhole, type KindSeen } from './overview-seen.ts'
import { plural } from './words.ts'

/** All that was measured together; null: not known. */
export interface Used {
  readonly cpu: number | null
  readonly memory: number | null
  /** Why it is not known: `not served here`; empty where it is. */
  readonly why: string
}

export interface Meter {
  readonly title: string
  /** Used, in words: `12.4 used`; empty where it is not known. */
  readonly used: string
  /** `45 asked for (58 %)`. */
  readonly asked: string
  /** `of 78.4`; empty where what there is is not known. */
  readonly of: string
  /** There is something to draw. */
  readonly drawn: boolean
  /** Widths and places in per cent; empty: left out. */
  readonly bar: string
  readonly mark: string
  readonly tone: 'warn' | ''
}
export interface Capacity {
  readonly meters: readonly Meter[]
  /** What of it is not known, and why. */
  readonly note: string
}

const resources = ['cpu', 'memory', 'pods'] as const
const titles = { cpu: 'CPU', memory: 'Memory', pods: 'Pods' } as const
/** From here on the next pods may find no room. */
const near = 0.9

/** Null until the pods were looked at. @param kinds those that are looked at. @param counts those that may be listed, too. */
export function capacity(
  kinds: readonly KindSeen[],
  used: Used | null,
  counts: readonly Count[],
): Capacity | null {
  const taking = kinds.filter(({ kind }) => kind.takes !== undefined)
  const giving = kinds.filter(({ kind }) => kind.gives !== undefined)
  const asked = taking.length > 0 && taking.every(isWhole) ? sums(taking, 0) : null
  const given = giving.length > 0 && giving.every(isWhole) ? sums(giving, 3) : null
  const refused = refusals(counts)
  const none = asked === null && given === null
  if (none) return refused.length === 0 ? null : { meters: [], note: refused.join(' ') }
  const late = asked === null && taking.length > 0
  return {
    meters: resources.map((name, at) =>
      meter(name, {
        asked: asked?.[at] ?? null,
        given: given?.[at] ?? null,
        used: usedOf(name, used),
      }),
    ),
    note: [
      ...refused,
      ...(late ? ['What pods ask for is not known yet.'] : []),
      ...useless(used),
    ].join(' '),
  }
}

const useless = (used: Used | null): readonly string[] =>
  used === null || used.why === '' ? [] : [`Use: ${used.why}.`]

const said = ({ resource }: Count, of: string): string =>
  `You may not list ${plural(resource.kind, resource.plural).toLowerCase()}: ${of} is not known.`

/** Why what takes of the room, or gives it, is not there to be seen. */
function refusals(counts: readonly Count[]): readonly string[] {
  const refused = counts.filter(({ count }) => count === 'forbidden')
  return refused.flatMap((each) => {
    const { takes, gives } = kindOf(each.resource.id) ?? {}
    if (takes !== undefined) return [said(each, 'what they ask for')]
    return gives === undefined ? [] : [said(each, 'how much room there is')]
  })
}

const usedOf = (name: (typeof resources)[number], used: Used | null) =>
  name === 'pods' ? null : (used?.[name] ?? null)

/** Three sums, from a place on. */
function sums(kinds: readonly KindSeen[], from: number): readonly number[] {
  const all = [0, 0, 0]
  for (const { looked } of kinds)
    for (const { tally } of looked)
      for (const at of all.keys()) all[at] = (all[at] ?? 0) + (tally.sums[from + at] ?? 0)
  return all
}

interface Amounts {
  readonly asked: number | null
  readonly given: number | null
  readonly used: number | null
}

function meter(name: (typeof resources)[number], amounts: Amounts): Meter {
  const { asked, given, used } = amounts
  return {
    title: titles[name],
    used: used === null ? '' : `${amount(name, used)} used`,
    asked: asked === null ? '' : askedWords(amount(name, asked), asked, given, name === 'pods'),
    of: given === null ? '' : `of ${amount(name, given)}`,
    ...drawn(name === 'pods', amounts),
    tone: (asked ?? 0) >= near * (given ?? Infinity) ? 'warn' : '',
  }
}

/** Where nobody says what there is, what is asked for is the whole. */
function drawn(
  pods: boolean,
  { asked, given, used }: Amounts,
): Pick<Meter, 'drawn' | 'bar' | 'mark'> {
  const bar = pods ? part(asked, given) : part(used, given ?? asked)
  const mark = pods ? '' : part(asked, given)
  return { drawn: bar !== '' || mark !== '', bar, mark }
}

function askedWords(text: string, asked: number, given: number | null, pods: boolean): string {
  const of = share(asked, given ?? 0).replace(/^0 %$/, asked > 0 ? '<1 %' : '0 %')
  return `${text} ${pods ? 'placed' : 'asked for'}${of === '' ? '' : ` (${of})`}`
}

/** Empty where one of them is not known. */
const part = (value: number | null, whole: number | null): string =>
  value === null || !whole ? '' : `${Math.min(100, Math.round((value / whole) * 100))}%`
