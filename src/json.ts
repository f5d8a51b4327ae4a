/** What came as JSON, or from it, before it is known what it is. */

/** Undefined for what is no JSON. Never throws: the error of `JSON.parse` quotes the text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
