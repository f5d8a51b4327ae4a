/** What an action's form asks for, as it is drawn. Pure. */
import type { Input } from '../kind/action.ts'
import type { Exact } from './escape.ts'

export interface InputField extends Pick<Input, 'name' | 'label' | 'type'> {
  readonly choices: readonly {
    readonly value: string
    readonly text: string
    readonly on: boolean
  }[]
  readonly value: Exact
  /** As it is now. */
  readonly now: Exact
  /** A pattern that the browser asks for; empty: none. */
  readonly pattern: string
  readonly hint: string
  readonly wrong: string
  /** As `Input` has it, as JSON; empty: it is no option. */
  readonly option: string
  readonly instead: string
  /** Why it has to be said once more; empty: it has not. */
  readonly doubt: string
  /** It is said. */
  readonly sure: boolean
  /** Who comes to the form is here. */
  readonly focus: boolean
}

/** A form's values by name, as they were sent. */
export type Sent = Readonly<Record<string, string>>

/** @param typed what was typed or chosen already. */
export function inputFields(inputs: readonly Input[], typed: Sent): readonly InputField[] {
  return inputs.map((input) => {
    const { name, label, type, value, must, hint, wrong, doubt, choices = [] } = input
    const given = typed[name]
    const why = given === undefined ? '' : wrong(given.trim())
    return {
      name,
      label,
      type,
      choices: choices.map(([each, text]) => ({
        value: each,
        text,
        on: each === (given ?? value),
      })),
      value: { exact: given ?? value },
      now: { exact: value },
      pattern: patternOf(must),
      hint: hint ?? '',
      ...optionOf(input),
      wrong: why,
      doubt: given === undefined || why !== '' ? '' : (doubt?.(given.trim()) ?? ''),
      sure: given !== undefined && typed['sure'] === given.trim(),
      focus: false,
    }
  })
}

const optionOf = ({ option, instead = '' }: Input) => ({
  option: option === undefined ? '' : JSON.stringify(option),
  instead,
})

/** Spaces around it are no other word. */
const patternOf = (word: string | undefined) =>
  word === undefined ? '' : `\\s*${word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)}\\s*`

/** Why it is not done before it is said once more, and how that is said; empty: it is done. */
export function unsure(doubt: Input['doubt'], typed: string, { sure }: Sent): string {
  const why = sure === typed ? '' : (doubt?.(typed) ?? '')
  return why === '' ? '' : `${why} Nothing was done. If it is meant, send sure=${typed} as well.`
}

/** On the first field that is to be mended, else on the first. */
export function focused(inputs: readonly InputField[]): readonly InputField[] {
  const shown = inputs.filter(({ type }) => type !== 'hidden')
  const first = shown.find(({ wrong }) => wrong !== '') ?? shown[0]
  return inputs.map((each) => (each === first ? { ...each, focus: true } : each))
}
