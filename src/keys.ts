/** The value of one key of a Secret or a ConfigMap: bytes, as a form carries them there and back. Pure. */

/** How lines end: a form sends every line break as CR LF, whatever it was. */
export type Ends = 'lf' | 'crlf'

/** What a form sends. */
export interface Typed {
  readonly as: 'text' | 'base64'
  readonly ends: Ends
  readonly value: string
}

/** What no text field gives back as it was. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is for
const lost = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/

/** Null: utf-8 it is not. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Null: a form would not give it back byte for byte. */
export function textOf(bytes: Uint8Array): { text: string; ends: Ends } | null {
  const text = decoded(bytes)
  if (text === null || lost.test(text)) return null
  const unix = text.replaceAll('\r\n', '\n')
  if (unix.includes('\r')) return null
  if (unix === text) return { text, ends: 'lf' }
  return unix.replaceAll('\n', '\r\n') === text ? { text, ends: 'crlf' } : null
}

/** A sentence; empty for what is a text. */
export function whyNoText(bytes: Uint8Array): string {
  if (textOf(bytes) !== null) return ''
  const text = decoded(bytes)
  if (text === null) return 'It is no text (not UTF-8).'
  if (lost.test(text)) return 'It holds control characters, which a text field does not keep.'
  return 'Its line breaks are not all alike, and a text field does not keep that.'
}

export const isText = (bytes: Uint8Array): boolean => decoded(bytes) !== null

/** Null: it is no base64. */
export function bytesOf({ as, ends, value }: Typed): Uint8Array | null {
  if (as === 'text') {
    const unix = value.replaceAll('\r\n', '\n')
    return new TextEncoder().encode(ends === 'crlf' ? unix.replaceAll('\n', '\r\n') : unix)
  }
  const digits = value.replaceAll(/\s/g, '')
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits)) return null
  return Buffer.from(digits, 'base64')
}

/** In lines of 76, as mail has it. */
export const base64Of = (bytes: Uint8Array): string =>
  (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\n')

/** Why no key can be called that, a sentence; empty: it can. Source: k8s.io/apimachinery IsConfigMapKey. */
export function keyWrong(key: string): string {
  if (key === '') return 'A key has a name.'
  if (key.length > 253) return 'A key has at most 253 characters.'
  if (!/^[-._a-zA-Z0-9]+$/.test(key))
    return `“${key.slice(0, 80)}” is no key: letters, digits, “-”, “_” and “.” may stand in it.`
  return /^\.(?:\.|$)/.test(key) ? 'A key is neither “.”, nor does it begin with “..”.' : ''
}
