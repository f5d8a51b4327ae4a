/** What one may type into a filter box, with examples of the rows that stand below it. Pure. */
import { type Filterable, names } from '../live/filter.ts'
import type { TableRow } from '../kube.ts'

export interface Help {
  readonly examples: readonly { readonly typed: string; readonly finds: string }[]
  /** All fields, with commas between. */
  readonly fields: string
}

const words = (where = 'namespace or name'): Help['examples'] => [
  { typed: 'web cart', finds: `both words in ${where}` },
  { typed: '-cart "a b"', finds: 'not the one, and the other as it stands' },
  { typed: '/^web.*-[0-9]$/', finds: 'an expression' },
]
const colons: Help['examples'] = [
  { typed: 'nginx:1.27 "a:b"', finds: 'a text with a colon, in images and columns too' },
]
const labels: Help['examples'] = [
  { typed: 'label:app label:app=cart', finds: 'has the label; with this value' },
]

export function help(over: Filterable<TableRow>): Help {
  const all = names(over)
  const { fields } = over
  const like = (name: string) => {
    const field = fields.get(name)
    return typeof field === 'object' ? field.like : undefined
  }
  const part = ['image', 'node', 'owner', 'name'].find((name) => all.includes(name)) ?? 'name'
  const more = ['restarts', 'age', 'ready'].filter((name) => like(name) !== undefined).slice(0, 2)
  const limits = more.map((name) => `${name}${name === 'age' ? '<' : '>='}${like(name)}`).join(' ')
  return {
    examples: [
      ...words(over.where),
      ...(over.beyond === undefined ? [] : colons),
      { typed: `${part}:x ${part}=x`, finds: 'a field that holds it; is exactly it' },
      { typed: `${part}:/x$/`, finds: 'an expression in a field' },
      ...(limits === '' ? [] : [{ typed: limits, finds: '< > <= >= compare' }]),
      ...(typeof fields.get('status') === 'object'
        ? [{ typed: 'status:failing', finds: 'failing, pending, changing, ok, done, or a word' }]
        : []),
      ...labels,
    ],
    fields: all.toSorted().join(', '),
  }
}
