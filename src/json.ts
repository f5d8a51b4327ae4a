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

/** As JSON. What is nested too deeply to be written (some thousand brackets) is an ellipsis. */
export function written(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return '…'
  }
}
