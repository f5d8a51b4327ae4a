/** One key as its form sends it. */
import { InvalidInput } from '../../errors.ts'
import type { Typed } from '../../keys.ts'
import { blank, type KeyCarried, type KeyForm, rowsOf } from '../../views/keys.ts'

export interface Sent extends KeyCarried {
  readonly step: 'save' | 'remove'
  readonly key: string
  /** It is not there yet. */
  readonly fresh: boolean
  readonly typed: Typed
  /** In the place of what was typed. */
  readonly file: Uint8Array | null
}

/** @throws InvalidInput for what our own form never sends. */
export function sentKey(form: Readonly<Record<string, unknown>>): Sent {
  const text = (name: string) => {
    const value = form[name]
    return typeof value === 'string' ? value : ''
  }
  const step = text('step')
  if (step !== 'save' && step !== 'remove')
    throw new InvalidInput({
      step: 'A step is one of save and remove; show, base64 and edit name a key.',
    })
  return {
    step,
    key: text('key').trim(),
    fresh: text('fresh') !== '',
    typed: {
      as: text('as') === 'base64' ? 'base64' : 'text',
      ends: text('ends') === 'crlf' ? 'crlf' : 'lf',
      value: text('value'),
    },
    file: form['file'] instanceof Uint8Array ? form['file'] : null,
    uid: text('uid'),
    version: text('version'),
    seen: text('seen'),
    once: text('once'),
  }
}

/** Its form again, as it was filled. */
export function typedAgain({ key, fresh, typed, ...carried }: Sent): KeyForm {
  const { uid, version, seen, once } = carried
  const value = typed.value.replaceAll('\r\n', '\n')
  const form = { ...blank({ uid, version, seen, once }), ...typed, name: { exact: key } }
  const named = fresh ? {} : { key, title: `Edit ${key}` }
  return { ...form, ...named, value: { exact: value }, rows: rowsOf(value) }
}
