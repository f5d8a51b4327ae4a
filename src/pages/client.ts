/** From where a request came, as the proxies that are trusted say. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'

/** An address; empty where it is not known. */
export const clientOf = (c: Context<Env>): string => c.env.sent?.client ?? ''
