/** A list's changes told by the test, one at a time, and rows to tell. */
import type { Change, Table, TableRow } from '../../src/kube.ts'
import type { Viewer } from '../../src/live/audience.ts'
import type { News } from '../../src/live/collection.ts'

export interface Told {
  /** What a collection follows; counts how often. */
  readonly follow: (signal: AbortSignal) => AsyncIterable<News>
  /** Resolves when the reader has taken it and asks for more. */
  tell(change: News): Promise<void>
  fail(error: Error): Promise<void>
  /** The signal of each time it was followed. */
  readonly followed: readonly AbortSignal[]
}

type Said = { readonly change: News } | { readonly error: Error }

export function told(): Told {
  const followed: AbortSignal[] = []
  let next = Promise.withResolvers<Said>()
  let taken = Promise.withResolvers<void>()
  const say = (said: Said) => {
    taken = Promise.withResolvers()
    next.resolve(said)
    return taken.promise
  }
  return {
    followed,
    async *follow(signal) {
      followed.push(signal)
      const over = Promise.withResolvers<null>()
      signal.addEventListener('abort', () => over.resolve(null))
      for (;;) {
        const said = await Promise.race([next.promise, over.promise])
        if (said === null) return
        next = Promise.withResolvers()
        if ('error' in said) {
          setImmediate(taken.resolve)
          throw said.error
        }
        yield said.change
        taken.resolve()
      }
    },
    tell: (change) => say({ change }),
    fail: (error) => say({ error }),
  }
}

const allowed = async () => null

/** Who looks at such a list, and may. */
export function viewer({ follow }: Told, more: Partial<Viewer> = {}): Viewer {
  return { credential: {}, feed: follow, refused: allowed, expired: allowed, ...more }
}

/** @param key `NAMESPACE/NAME`. */
export function rowAt(key: string, resourceVersion = '1', uid = `u-${key}`): TableRow {
  const [namespace = '', name = ''] = key.split('/')
  return { cells: [name], meta: { name, namespace, uid, resourceVersion } }
}

export function tableOf(keys: readonly string[], more: Partial<Table> = {}): Table {
  const columns = [{ name: 'Name', type: 'string', format: 'name', description: '', priority: 0 }]
  const rows = keys.map((key) => rowAt(key))
  return { columns, rows, version: '1', continue: null, remaining: 0, warnings: [], ...more }
}

export const resetTo = (...keys: string[]): Change => ({ type: 'reset', table: tableOf(keys) })
export const set = (row: TableRow): Change => ({ type: 'set', row, version: '2' })
export const gone = ({ meta }: TableRow): Change => ({ type: 'gone', meta, version: '2' })
export const lives: Change = { type: 'live', version: '3' }
export const staleSince = (since: number): Change => ({ type: 'stale', since, why: 'no answer' })

export const keysOf = (table: Table | null): readonly string[] | null =>
  table === null ? null : table.rows.map(({ meta }) => `${meta.namespace}/${meta.name}`)
