/** The kubectl line of a form, in parts: a script keeps those that are typed as they are typed. Pure. */
import type { Action, Given, Input } from '../kind/action.ts'
import { options } from '../kind/options.ts'
import type { Ref } from '../kube.ts'
import type { InputField } from './action-inputs.ts'
import { objectAction } from './kubectl-line.ts'
import { quoted } from './words.ts'

export interface LinePart {
  readonly text: string
  /** The input whose value it is; `*`: the options of all that are such; empty: none. */
  readonly of: string
}

export interface TypedLine {
  /** None: there is no such line. */
  readonly parts: readonly LinePart[]
  /** As it stands it would do nothing. */
  readonly off: boolean
}

/** What is typed into these stands in the line. */
export const isFollowed = ({ type, option }: Pick<Input, 'type' | 'option'>): boolean =>
  option === undefined && (type === 'number' || type === 'text' || type === 'lines')

/** Values as a kubectl line takes them. */
export const inLine = (asked: readonly Input[], given: Given): Given =>
  Object.fromEntries(
    asked.map(({ name, value, words }) => {
      const typed = given[name] ?? value
      return [name, words === undefined ? typed : words(typed)]
    }),
  )

/** Something is asked for that has no word yet. */
export const isOff = (asked: readonly Input[], values: Given): boolean =>
  asked.some(({ name, words }) => words !== undefined && values[name] === '')

/** @param asked as the object is now: what is refused stands in no line. @param kube kubectl's context. */
export function typedLine(
  action: Action,
  ref: Ref,
  asked: readonly Input[],
  fields: readonly InputField[],
  kube: string,
): TypedLine {
  const right = fields.filter(({ wrong }) => wrong === '')
  const given = Object.fromEntries(right.map(({ name, value }) => [name, value.exact.trim()]))
  const values = inLine(asked, given)
  const off = isOff(asked, values)
  const line = objectAction(ref, action.kubectl(values), kube)
  if (line === '') return { parts: [], off }
  if (asked.some(({ option }) => option !== undefined))
    return { parts: ended(line, options(asked, values).join(' ')), off }
  // Roles and contexts may be called like a mark: nothing is followed there.
  if (/__\d+__/.test(`${ref.name} ${kube}`))
    return { parts: off ? [] : [{ text: line, of: '' }], off }
  const typed = asked.filter(isFollowed)
  const marks = Object.fromEntries(typed.map(({ name }, index) => [name, `__${index}__`]))
  const marked = objectAction(ref, action.kubectl({ ...values, ...marks }), kube)
  const parts = marked.split(/__(\d+)__/).map((text, index) => {
    const { name = '', words } = (index % 2 === 0 ? undefined : typed[Number(text)]) ?? {}
    if (name === '') return { text, of: '' }
    const value = values[name] ?? ''
    return { text: words === undefined ? quoted(value) : value, of: name }
  })
  const same = parts.map(({ text }) => text).join('')
  return { parts: off || same === line ? parts : [{ text: line, of: '' }], off }
}

/** A line that ends with these options, which may be none yet. */
function ended(line: string, end: string): readonly LinePart[] {
  const text = end === '' ? '' : ` ${end}`
  return [
    { text: line.slice(0, line.length - text.length), of: '' },
    { text, of: '*' },
  ]
}
