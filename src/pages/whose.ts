/** Whose a piece of work is: a person's, as the API server knows them, in one cluster. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Connection } from '../kube.ts'

/** Two who are told apart by the API server never have the same; where it does not say who they are, nobody shares. */
export async function whose(c: Context<Env>): Promise<string> {
  const { cluster, kube, connection } = c.var
  const who = await kube.identity().catch(() => null)
  return JSON.stringify([cluster.name, who ?? numberOf(connection)])
}

const numbered = new WeakMap<Connection, number>()
let last = 0

function numberOf(connection: Connection): number {
  const number = numbered.get(connection) ?? (last += 1)
  numbered.set(connection, number)
  return number
}
