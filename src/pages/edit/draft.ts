/** An edit as its form sends it. */
import { type Draft, unixLines } from '../../edit.ts'
import { InvalidInput } from '../../errors.ts'
import { parsed } from '../../json.ts'

/** @throws InvalidInput for what our own form never sends. */
export function readDraft(form: Readonly<Record<string, unknown>>): Draft {
  const field = (name: string) => {
    const value = form[name]
    if (typeof value === 'string') return unixLines(value)
    throw new InvalidInput({ [name]: 'It is missing: send the form of the edit page.' })
  }
  const [uid, version] = [mark(field('uid'), 'uid'), mark(field('version'), 'version')]
  return {
    text: field('text'),
    base: field('base'),
    uid,
    version,
    contested: contested(field('contested')),
  }
}

function mark(value: string, name: string): string {
  if (/^[\w.:-]{1,128}$/.test(value)) return value
  throw new InvalidInput({ [name]: 'It is not one that an API server gives.' })
}

function contested(text: string): readonly string[] {
  const paths = parsed(text)
  if (Array.isArray(paths)) return paths.filter((path) => typeof path === 'string')
  throw new InvalidInput({ contested: 'It is not a list of paths.' })
}
