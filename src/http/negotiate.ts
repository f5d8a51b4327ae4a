/** What is asked for instead of a page: by `as=`, else by what a client says it accepts. */
import type { Context } from 'hono'

const forms = ['json', 'yaml', 'tsv', 'txt', 'md'] as const
export type Form = (typeof forms)[number]

const isForm = (word: string): word is Form => (forms as readonly string[]).includes(word)

/** Media types, and what is given for them; the first of a form is its own. */
const types: readonly (readonly [type: string, form: Form])[] = [
  ['application/json', 'json'],
  ['application/x-ndjson', 'json'],
  ['application/yaml', 'yaml'],
  ['application/x-yaml', 'yaml'],
  ['text/yaml', 'yaml'],
  ['text/tab-separated-values', 'tsv'],
  ['text/plain', 'txt'],
  ['text/markdown', 'md'],
]

/** Its page goes on by a stream; what is none waits for all of an answer. */
export const isBrowser = (c: Context): boolean =>
  (c.req.header('sec-fetch-dest') ?? c.req.header('hx-request')) !== undefined

/** Null: a page. So is a word behind `as=` that is none of ours: the page names it. */
export function formOf(c: Context): Form | null {
  const as = c.req.query('as') ?? ''
  if (as !== '') return isForm(as) ? as : null
  const accept = c.req.header('accept') ?? ''
  if (accept.includes('text/html') || c.req.header('hx-request') !== undefined) return null
  return best(accept)
}

/** The form of a stream; null: server-sent events. What is no browser and asks for nothing, as `curl` does, gets lines. */
export function streamForm(c: Context): Form | null {
  const as = c.req.query('as') ?? ''
  if (as === 'ndjson') return 'json'
  const given = formOf(c)
  if (given !== null || as !== '') return given
  const bare = c.req.header('accept') === '*/*' && c.req.header('sec-fetch-mode') === undefined
  return bare ? 'txt' : null
}

/** The media type of a form, as it was asked for: an address that a browser opens shows YAML as text. */
export function typeOf(form: Form, c: Context): string {
  const [type = ''] = types.find(([, of]) => of === form) ?? []
  const shown = form === 'yaml' && isForm(c.req.query('as') ?? '') ? 'text/plain' : type
  return `${shown}; charset=utf-8`
}

/** Of the media ranges that are ours the one that weighs most; of two, the first. */
function best(accept: string): Form | null {
  let found: Form | null = null
  let most = 0
  for (const range of accept.split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1)
    const form = types.find(([type]) => type === name)?.[1]
    if (form === undefined || !(weight > most)) continue
    found = form
    most = weight
  }
  return found
}
