/** How grave a line is, by what people's loggers write. Pure. */

export const levels = ['error', 'warn', 'info', 'debug'] as const
export type Level = (typeof levels)[number]

const words: Readonly<Record<string, Level>> = {
  fatal: 'error',
  panic: 'error',
  critical: 'error',
  crit: 'error',
  emerg: 'error',
  alert: 'error',
  severe: 'error',
  error: 'error',
  err: 'error',
  e: 'error',
  f: 'error',
  warning: 'warn',
  warn: 'warn',
  w: 'warn',
  information: 'info',
  info: 'info',
  notice: 'info',
  i: 'info',
  debug: 'debug',
  trace: 'debug',
  verbose: 'debug',
  d: 'debug',
}

/** A logger's own word, or bunyan's and pino's number; null for what is none. */
export function levelOf(word: unknown): Level | null {
  if (typeof word === 'number') return numbered(word)
  if (typeof word !== 'string') return null
  return Object.hasOwn(words, word.toLowerCase()) ? (words[word.toLowerCase()] ?? null) : null
}

function numbered(level: number): Level | null {
  if (level >= 50) return 'error'
  if (level >= 40) return 'warn'
  if (level >= 30) return 'info'
  return level >= 10 ? 'debug' : null
}

/** Where a level stands in a line's first 200 characters. */
const forms: readonly RegExp[] = [
  /** klog: `E1122 12:41:00.145 …` */
  /^([IWEF])\d{4} \d\d:\d\d:\d\d/,
  /** logfmt: `level=warn` */
  /(?:^|[\s{,"])(?:level|lvl|severity)["']?\s*[=:]\s*["']?([A-Za-z]+)/,
  /** `[ERROR]`, `<warn>`, `(debug)` */
  /[[<(]\s*(fatal|panic|critical|crit|error|err|warning|warn|info|notice|debug|trace)\s*[\]>)]/i,
  /** A word in capitals. */
  /(?:^|[\s|:])(FATAL|PANIC|CRITICAL|SEVERE|ERROR|ERR|WARNING|WARN|INFO|NOTICE|DEBUG|TRACE)(?=[\s|:,\]]|$)/,
  /** How a crash begins: Go, Java, Python, Node, Rust. */
  /^(?:(panic):|(?:Exception in|Traceback|Caused by:|Uncaught|Unhandled|thread '.*' (panicked)))/,
  /** `error: …`, `Warning: …` at the start. */
  /^(fatal|error|warning|warn|info|debug)\b\s*:/i,
]

/** @param text without escapes. */
export function detect(text: string): Level | null {
  const head = text.slice(0, 200)
  for (const form of forms) {
    const match = form.exec(head)
    if (match !== null) return levelOf(match.slice(1).find((word) => word !== undefined)) ?? 'error'
  }
  return null
}
