/** The kubectl line of a form, in parts: a script keeps those that are typed as they are typed. Pure. */
import type { Action, Input } from '../kind/action.ts'
import type { Ref } from '../kube.ts'
import type { InputField } from './action-inputs.ts'
import { objectAction } from './kubectl-line.ts'
import { quoted } from './words.ts'

export interface LinePart {
  readonly text: string
  /** The input whose value it is; empty: none. */
  readonly of: string
}

/** @param asked as the object is now: what is refused stands in no line. @param kube kubectl's context. */
export function typedLine(
  action: Action,
  ref: Ref,
  asked: readonly Input[],
  fields: readonly InputField[],
  kube: string,
): readonly LinePart[] {
  const now = Object.fromEntries(asked.map(({ name, value }) => [name, value]))
  const values = Object.fromEntries(
    fields.map(({ name, value, wrong }) => [
      name,
      wrong === '' ? value.exact.trim() : (now[name] ?? ''),
    ]),
  )
  const line = objectAction(ref, action.kubectl(values), kube)
  if (line === '') return []
  const typed = fields.filter(({ type }) => type === 'number' || type === 'text')
  // No name in a line has an underscore.
  const marks = Object.fromEntries(typed.map(({ name }, index) => [name, `__${index}__`]))
  const marked = objectAction(ref, action.kubectl({ ...values, ...marks }), kube)
  const parts = marked.split(/__(\d+)__/).map((text, index) => {
    const name = index % 2 === 0 ? '' : (typed[Number(text)]?.name ?? '')
    return name === '' ? { text, of: '' } : { text: quoted(values[name] ?? ''), of: name }
  })
  const same = parts.map(({ text }) => text).join('')
  return same === line ? parts : [{ text: line, of: '' }]
}
