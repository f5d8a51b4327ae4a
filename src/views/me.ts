/** Who the API server says that one is, how one signed in, until when, and where. Pure. */
import type { Identity } from '../kube.ts'
import { age } from './age.ts'
import type { FieldRow } from './blocks.ts'
import type { Cell } from './cell.ts'
import type { Foot, Shell } from './shell.ts'

export interface MePage {
  readonly shell: Shell
  /** The API server does not say who one is: its words. */
  readonly wrong: string
  readonly who: readonly FieldRow[]
  readonly how: readonly FieldRow[]
  readonly kubectl: string
  readonly foot: Foot
}

/** How one came to be known. */
export type Way = 'cookie' | 'header' | 'proxy' | 'kubeconfig' | 'demo'

export interface How {
  readonly cluster: string
  readonly server: string
  /** `v1.37.2`; empty: not known. */
  readonly version: string
  readonly way: Way
  /** Milliseconds since 1970 at which one is signed out unless something is asked for before; null: never. */
  readonly until: number | null
  /** The same, whatever is asked for. */
  readonly latest: number | null
  /** When the token itself ends, as it says; null: it does not say. */
  readonly token: number | null
}

export function whoRows({ username, uid, groups, extra }: Identity): readonly FieldRow[] {
  const rows: readonly (readonly [string, readonly Cell[]])[] = [
    ['User', [{ text: username, copy: username }]],
    ['UID', uid === '' ? [] : [{ text: uid, copy: uid }]],
    ['Groups', groups.map((text) => ({ text }))],
    ...Object.entries(extra).map(
      ([key, values]) => [key, values.map((text) => ({ text }))] as const,
    ),
  ]
  return rows.filter(([, cells]) => cells.length > 0).map(([label, cells]) => ({ label, cells }))
}

export function howRows(how: How, now: Date): readonly FieldRow[] {
  const { cluster, server, version, way, until, latest, token } = how
  const idle = until !== null && until !== latest
  return [
    { label: 'Cluster', cells: [{ text: cluster, note: version }] },
    { label: 'API server', cells: [{ text: server, copy: server }] },
    { label: 'Signed in', cells: [{ text: ways[way] }] },
    ...(idle ? [row('Ends unless used', until, now)] : []),
    ...(latest === null ? [] : [row('Ends at the latest', latest, now)]),
    ...(token === null || token === latest ? [] : [row('Token ends', token, now)]),
  ]
}

const ways = {
  cookie: 'with a token, sealed in a cookie of this browser',
  header: 'with a token that each request brings (Authorization: Bearer)',
  proxy: 'with the token that the proxy in front sends along',
  kubeconfig: 'not at all: this Portlight acts with the rights of its kubeconfig’s user',
  demo: 'not at all: this is the demo',
} as const

function row(label: string, at: number, now: Date): FieldRow {
  const left = at - now.getTime()
  const span = left < 0 ? `${age(-left)} ago` : `in ${age(left)}`
  const moment = new Date(at).toISOString().slice(0, 19)
  return { label, cells: [{ text: span, note: `${moment.replace('T', ' ')} UTC` }] }
}
