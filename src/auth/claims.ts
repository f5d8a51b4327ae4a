/** What a token that is a JWT says of itself, read without trust: names, sizes and its end, never another value. */
import { isRecord, parsed } from '../json.ts'

export interface Claims {
  /** Bytes of each as JSON, the largest first. */
  readonly sizes: readonly { readonly name: string; readonly bytes: number }[]
  /** Milliseconds since 1970 of `exp` (RFC 7519, 4.1.4); null: it names none. */
  readonly ends: number | null
}

/** Characters of a name that are told. */
const longest = 40

/** Null for what is no JWT. Who signed it is not looked at: the API server does that. */
export function claimsOf(token: string): Claims | null {
  const [, body, signature] = token.split('.')
  if (body === undefined || signature === undefined) return null
  const said = parsed(Buffer.from(body, 'base64url').toString('utf8'))
  if (!isRecord(said)) return null
  const { exp } = said
  const ends = typeof exp === 'number' && exp > 0 && exp < 1e11 ? exp * 1000 : null
  // Every request looks at the end, a token that is too large alone at the sizes.
  return {
    get sizes() {
      return sizesOf(said)
    },
    ends,
  }
}

const sizesOf = (said: Readonly<Record<string, unknown>>): Claims['sizes'] =>
  Object.entries(said)
    .map(([name, value]) => ({
      name: name.length > longest ? `${name.slice(0, longest)}…` : name,
      bytes: Buffer.byteLength(JSON.stringify(value)),
    }))
    .toSorted((a, b) => b.bytes - a.bytes)

/** Claims below this many bytes make no token large. */
const small = 200

/** `groups 3,100 B, roles 800 B`; empty where none of them is large, or it is no JWT. */
export function largest(token: string): string {
  const large = (claimsOf(token)?.sizes ?? []).filter(({ bytes }) => bytes >= small)
  return large
    .slice(0, 3)
    .map(({ name, bytes }) => `${name} (${bytes.toLocaleString('en')} bytes)`)
    .join(', ')
}
