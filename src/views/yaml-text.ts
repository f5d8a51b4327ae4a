/** An object as YAML, in the form that the API server writes: keys in order, lists not indented. Pure. */

type Digits = (value: unknown) => string | null

/**
 * The lines of a value, each with its end.
 * @param digits numbers that stand for themselves. @param indent spaces in front of each line.
 */
export function yamlText(value: unknown, digits: Digits, indent = ''): string {
  return lines(value, digits, indent)
}

/** An item of a list. */
export function yamlItem(value: unknown, digits: Digits): string {
  return `- ${yamlText(value, digits, '  ').slice(2)}`
}

function lines(value: unknown, digits: Digits, indent: string): string {
  const whole = inline(value, digits)
  if (whole !== null) return `${indent}${whole}\n`
  if (Array.isArray(value))
    return value
      .map((item: unknown) => `${indent}- ${lines(item, digits, `${indent}  `).trimStart()}`)
      .join('')
  return Object.entries(value as object)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, below]) => `${indent}${scalar(key)}:${member(below, digits, indent)}`)
    .join('')
}

/** What stands behind a key. */
function member(value: unknown, digits: Digits, indent: string): string {
  if (typeof value === 'string' && isBlock(value)) return ` ${block(value, indent)}`
  const whole = inline(value, digits)
  if (whole !== null) return ` ${whole}\n`
  return `\n${lines(value, digits, Array.isArray(value) ? indent : `${indent}  `)}`
}

/** On one line; null for what takes several. */
function inline(value: unknown, digits: Digits): string | null {
  if (typeof value === 'string') return scalar(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return value.length === 0 ? '[]' : null
  return digits(value) ?? (Object.keys(value).length === 0 ? '{}' : null)
}

/** Letters first, no `: ` and no ` #` within: what no reader of YAML 1.1 or 1.2 takes for anything but text. */
const safe = /^[A-Za-z/](?:[\w./@%+-]|:(?=[\w/])| (?=[A-Za-z0-9/]))*$/
const words = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i
/* oxlint-disable no-control-regex -- what YAML's quotes need beyond JSON's */
const unseen = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g
const odd = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/

function scalar(text: string): string {
  if (safe.test(text) && !words.test(text)) return text
  const quoted = JSON.stringify(text)
  return quoted.replaceAll(
    unseen,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Several lines that a reader takes as they stand. */
function isBlock(text: string): boolean {
  return (
    /^\S[^\n]*\n/.test(text) && !text.endsWith('\n\n') && !odd.test(text) && text.isWellFormed()
  )
}

function block(text: string, indent: string): string {
  const whole = text.endsWith('\n')
  const rows = (whole ? text.slice(0, -1) : text).split('\n')
  const body = rows.map((row) => (row === '' ? '\n' : `${indent}  ${row}\n`)).join('')
  return `${whole ? '|' : '|-'}\n${body}`
}
