/** A followed list as its reader builds it: what was said, and the rows that follow from it. */
import { onTestFinished } from 'vitest'
import type { Address, Change, FollowQuery, Glimpse, Resource, TableRow } from '../../src/kube.ts'
import type { Credential } from '../../src/kube.ts'
import { follow, served, times } from '../../src/kube/follow.ts'
import { linkOf } from '../../src/kube/link.ts'
import { streams } from '../../src/kube/stream.ts'
import { pods } from './resources.ts'

export interface Followed {
  /** All that was said, in order. */
  readonly said: Change[]
  /** By uid. */
  readonly rows: ReadonlyMap<string, TableRow>
  /** Resolves once something is so; it is looked at after each change. Rejects when the list ends before. */
  until(so: (last: Change, all: readonly Change[]) => boolean): Promise<void>
  /** Why it ended; null: in good order. */
  readonly end: Promise<unknown>
  stop(): void
  readonly signal: AbortSignal
}

/** Reads until the end of the test. */
export function followed(
  changes: AsyncIterable<Change>,
  stop: AbortController,
  slow = async (): Promise<void> => {},
): Followed {
  const said: Change[] = []
  const rows = new Map<string, TableRow>()
  const waiting = new Set<() => void>()
  let over = false
  const read = async () => {
    for await (const change of changes) {
      said.push(change)
      apply(rows, change)
      for (const look of waiting) look()
      await slow()
    }
  }
  const end = read()
    .then(
      () => null,
      (error: unknown) => error,
    )
    .finally(() => {
      over = true
      for (const look of waiting) look()
    })
  onTestFinished(async () => {
    stop.abort()
    await end
  })
  const until: Followed['until'] = (so) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const last = said.at(-1)
        if (last !== undefined && so(last, said)) resolve()
        else if (over) reject(new Error(`it ended after ${JSON.stringify(said.slice(-3))}`))
        else return
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  return { said, rows, until, end, stop: () => stop.abort(), signal: stop.signal }
}

function apply(rows: Map<string, TableRow>, change: Change): void {
  if (change.type === 'reset') {
    rows.clear()
    for (const row of change.table.rows) rows.set(row.meta.uid ?? row.meta.name, row)
  } else if (change.type === 'set')
    rows.set(change.row.meta.uid ?? change.row.meta.name, change.row)
  else if (change.type === 'gone') rows.delete(change.meta.uid ?? change.meta.name)
}

/** The times of a hasty world. */
export const quick = {
  ...times,
  grace: 10,
  doubt: 5,
  spread: 5,
  steps: { first: 5, most: 20, health: 10_000 },
}

export type Follower = (
  resource?: Resource,
  query?: Partial<FollowQuery>,
  /** Awaited after each change. */
  slow?: () => Promise<void>,
  glimpse?: Glimpse,
) => Followed

/** One person's connection, in a hurry. */
export function hasty(
  address: URL | Address,
  haste: Partial<typeof times> = {},
  credential: Credential = { headers: async () => ({}) },
): Follower {
  const { link, close } = linkOf(
    address instanceof URL ? { cluster: 'prod', url: address } : address,
    credential,
  )
  const long = streams(link)
  const way = { link, begin: long.begin, served: served(), times: { ...quick, ...haste } }
  onTestFinished(() => {
    long.close()
    close()
  })
  return (resource = pods, query = {}, slow, glimpse) => {
    const stop = new AbortController()
    const work = { signal: stop.signal }
    const changes = follow(way, work, resource, { namespace: null, ...query }, glimpse)
    return followed(changes, stop, slow)
  }
}

/** What was said, a word each. */
export const words = ({ said }: Followed): string => said.map(({ type }) => type).join(' ')

export const names = ({ rows }: Followed): readonly string[] =>
  [...rows.values()].map(({ meta }) => meta.name)

export const is =
  (type: Change['type']) =>
  (last: Change): boolean =>
    last.type === type

/** A row of this name was set. */
export const has =
  (name: string) =>
  (last: Change): boolean =>
    last.type === 'set' && last.row.meta.name === name

/** So many resets were said. */
export const resets =
  (count: number) =>
  (_: Change, all: readonly Change[]): boolean =>
    all.filter(is('reset')).length === count
