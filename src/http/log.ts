/** One line an event, as text for a person or as JSON for a machine. Values are encoded: no line can forge another. */

const levels = ['debug', 'info', 'warn', 'error'] as const
export type Level = (typeof levels)[number]
export type Fields = Readonly<Record<string, string | number | null>>
/** Never give it tokens, bodies, or query strings. @param parts what the message says already, for machines. */
export type Log = (level: Level, message: string, fields?: Fields, parts?: Fields) => void

/** @param write takes one line without its end. */
export function logger(form: 'text' | 'json', least: Level, write: (line: string) => void): Log {
  return (level, message, fields = {}, parts = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return
    const at = new Date().toISOString()
    if (form === 'json') return write(JSON.stringify({ at, level, message, ...parts, ...fields }))
    const rest = Object.entries(fields).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`)
    write(`${at} ${level.padEnd(5)} ${inert(message)}${inert(rest.join(''))}`)
  }
}

/** Where something unforeseen came from. */
export const traced = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

const inert = (text: string) =>
  // oxlint-disable-next-line no-control-regex -- control characters are what must go
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (mark) =>
    JSON.stringify(mark).slice(1, -1),
  )
