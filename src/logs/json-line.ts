/** A line that is one JSON object: its level and message first, the rest as fields. Pure. */
import { isRecord, written } from '../json.ts'
import { type Level, levelOf } from './level.ts'

export interface JsonLine {
  readonly level: Level | null
  readonly message: string
  /** Everything else, but for its time: keys and values as they are written. */
  readonly rest: readonly { readonly key: string; readonly value: string }[]
}

const levelKeys = ['level', 'severity', 'lvl', 'log.level', 'levelname', '@level']
const messageKeys = ['msg', 'message', '@message', 'event', 'text', 'log']
const timeKeys = new Set(['time', 'ts', 'timestamp', '@timestamp', 't', 'date', 'datetime'])

/** Longer lines are shown as they are. */
const longest = 32_768

/** Null for anything else. */
export function jsonLine(text: string): JsonLine | null {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}') || trimmed.length > longest) return null
  const fields = parsed(trimmed)
  if (fields === null) return null
  const levelKey = levelKeys.find((key) => levelOf(fields[key]) !== null)
  const messageKey = messageKeys.find((key) => typeof fields[key] === 'string')
  const level = levelKey === undefined ? null : levelOf(fields[levelKey])
  const taken = new Set([levelKey, messageKey])
  const rest = Object.entries(fields)
    .filter(([key]) => !taken.has(key) && !timeKeys.has(key))
    .map(([key, value]) => ({ key, value: said(value) }))
  const message = messageKey === undefined ? '' : said(fields[messageKey])
  return {
    level: level ?? (fields['error'] === undefined ? null : 'error'),
    message,
    rest,
  }
}

/** Numbers with more digits than a double has are identities: they are kept as they are written. */
const long = /\d{16}/
function whole(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  const exact = typeof value !== 'number' || Number.isSafeInteger(value) || source === undefined
  return exact || !/^-?\d+$/.test(source) ? value : source
}

/** Null for what is no object. */
export function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text, long.test(text) ? whole : undefined)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

const said = (value: unknown): string => (typeof value === 'string' ? value : written(value))
