/** Options of a kubectl line, of what a form's inputs say. Pure. */
import type { Given, Input } from './action.ts'

/** In the inputs' order. */
export function options(inputs: readonly Input[], given: Given): readonly string[] {
  const said = inputs.filter((input) => of(input, given) !== '')
  const gone = new Set(said.map(({ instead }) => instead))
  return said.filter(({ name }) => !gone.has(name)).map((input) => of(input, given))
}

function of({ name, value, option = {} }: Input, given: Given): string {
  const typed = given[name] ?? value
  if (typeof option === 'string') return typed === '' ? '' : option.replace('#', () => typed)
  return Object.hasOwn(option, typed) ? (option[typed] ?? '') : ''
}
