/** The condition of a filter: `@.type=="Ready"`, `@.restartCount>3`, `@.ready`. */

export interface Comparison {
  /** Fields on the way from the item. */
  readonly fields: readonly string[]
  readonly sign: Sign
  readonly to: string | number | boolean | null
}
type Sign = 'there' | '==' | '!=' | '<' | '<=' | '>' | '>='

const form =
  /^\s*@((?:\.[A-Za-z0-9_-]+)*)\s*(?:(==|!=|<=|>=|<|>)\s*(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|(true|false))\s*)?$/

/** Null for what is none. */
export function compared(text: string): Comparison | null {
  const match = form.exec(text)
  if (match === null) return null
  const [, path = '', sign, double, single, digits, word] = match
  const fields = path.split('.').filter((name) => name !== '')
  if (sign === undefined) return fields.length === 0 ? null : { fields, sign: 'there', to: null }
  const to =
    digits === undefined
      ? word === undefined
        ? (double ?? single ?? '')
        : word === 'true'
      : Number(digits)
  return { fields, sign: sign as Sign, to }
}

type Plain = string | number

const orders: Partial<Readonly<Record<Sign, (is: Plain, than: Plain) => boolean>>> = {
  '<': (is, than) => is < than,
  '<=': (is, than) => is <= than,
  '>': (is, than) => is > than,
  '>=': (is, than) => is >= than,
}

/** Only what is of one sort is more or less. */
export function holds({ sign, to }: Comparison, value: unknown): boolean {
  if (sign === 'there') return value !== undefined && value !== null
  if (sign === '==') return value === to
  if (sign === '!=') return value !== to
  if (typeof value !== typeof to) return false
  return orders[sign]?.(value as Plain, to as Plain) === true
}
