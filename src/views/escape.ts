/** What makes a text inert in HTML: markup escaped, control and direction marks made visible. */

/* oxlint-disable no-control-regex -- control characters are what it is for */
const special =
  /[&<>"'\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text between tags and inside quoted attributes. Tab and newline stay; ESC shows as ␛, U+202E as [U+202E]. */
export function escape(value: unknown): string {
  // Of a plain CR a reader of HTML makes a line feed.
  if (isExact(value))
    return value.exact.replaceAll(/[&<>"'\r]/g, (mark) => entities[mark] ?? '&#13;')
  return String(value).replace(special, (mark) => entities[mark] ?? visible(mark))
}

/** The same for a text that is no HTML, as a terminal shows it. */
export function plain(text: string): string {
  return text.replace(special, (mark) => (entities[mark] === undefined ? visible(mark) : mark))
}

/** JSON whose bytes do nothing to a terminal, and which means the same. */
export function escapedJson(json: string): string {
  return json.replace(special, (mark) =>
    entities[mark] === undefined
      ? `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
      : mark,
  )
}

function visible(mark: string): string {
  const code = mark.codePointAt(0) ?? 0
  if (code === 0x0d) return ''
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}

/** Text that a form sends back: what cannot be seen in it stays as it is. Inside an attribute only. */
export interface Exact {
  readonly exact: string
}

function isExact(value: unknown): value is Exact {
  return typeof value === 'object' && value !== null && 'exact' in value
}
