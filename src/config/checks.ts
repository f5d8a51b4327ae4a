/** What several options are checked by. */
import * as z from 'zod'

/** A whole number. */
export function whole(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,6}$/u)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
}

/** Its items without space around them, empty ones left out. */
export function list(separator: string, each: RegExp): z.ZodType<readonly string[], string> {
  return z
    .string()
    .transform((text) => text.split(separator).map((item) => item.trim()))
    .transform((items) => Object.freeze(items.filter((item) => item !== '')))
    .pipe(z.custom<readonly string[]>((items) => isListOf(items, each)))
}

function isListOf(items: unknown, each: RegExp): boolean {
  return Array.isArray(items) && items.every((item) => typeof item === 'string' && each.test(item))
}

/** `a/b/` → `/a/b`, `/` → ``. */
export function trimSlashes(text: string): string {
  const path = text.replace(/^\/+|\/+$/gu, '')
  return path === '' ? '' : `/${path}`
}
