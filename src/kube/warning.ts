/** The `Warning:` headers of an answer, as the API server means them for people. */

/** `299 - "text"`, any number in one header (RFC 7234 §5.5); what does not parse is left out. */
export function warnings(header: string | string[] | undefined): readonly string[] {
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '')
  const found = text.matchAll(/\b\d{3} [^\s",]+ "((?:[^"\\]|\\.)*)"/g)
  return [...new Set([...found].map((match) => (match[1] ?? '').replace(/\\(.)/g, '$1')))]
}
