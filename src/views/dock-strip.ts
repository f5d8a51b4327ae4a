/** The dock as it stands below every page: a tab and a frame for each of what it keeps. Pure. */
import { written, type Urls } from '../urls.ts'
import type { ClusterMark } from './cluster-mark.ts'
import { type Dock, type Docked, tall } from './dock.ts'

/** What keeps a page's own shell or log in the dock. */
export interface DockButton {
  readonly action: string
  readonly address: string
}

export interface DockStrip {
  /** Where its script says what was changed. */
  readonly action: string
  readonly assets: { readonly css: string; readonly js: string }
  readonly open: boolean
  readonly tall: { readonly now: number; readonly least: number; readonly most: number }
  readonly tabs: readonly DockTab[]
}
export interface DockTab {
  readonly id: string
  readonly sort: 'Shell' | 'Attached' | 'Log'
  readonly name: string
  /** Its containers, and what a log is narrowed by; empty: nothing. */
  readonly of: string
  /** Empty where there is one cluster only. */
  readonly cluster: string
  readonly mark: ClusterMark
  readonly title: string
  readonly src: string
  /** The same as a page. */
  readonly href: string
  readonly shown: boolean
}

interface Around {
  readonly urls: Urls
  readonly assets: DockStrip['assets']
  readonly clusters: readonly (ClusterMark & { readonly name: string; readonly title: string })[]
}

/** Null where nothing is kept. What is of a cluster that is not there any more is left out. */
export function dockStrip(dock: Dock, around: Around): DockStrip | null {
  const { urls, assets, clusters } = around
  const tabs = dock.items.flatMap((item, at) => {
    const cluster = clusters.find(({ name }) => name === item.cluster)
    return cluster === undefined ? [] : [tabOf(item, dock, cluster, around, nth(dock, at))]
  })
  if (tabs.length === 0) return null
  const { least, most } = tall
  return { action: urls.dock, assets, open: dock.open, tall: { now: dock.tall, least, most }, tabs }
}

/** Shells in the same container are told apart: the second and the third have a number. */
function nth({ items }: Dock, at: number): string {
  const before = items.slice(0, at).filter(({ address }) => address === items[at]?.address).length
  return before === 0 ? '' : ` (${before + 1})`
}

const sorts = { exec: 'Shell', attach: 'Attached', logs: 'Log' } as const

function tabOf(
  { id, cluster, place, part, query, address }: Docked,
  { shown }: Dock,
  { title, colour, production }: Around['clusters'][number],
  { urls, clusters }: Around,
  number: string,
): DockTab {
  const of = ['container', 'q'].map((name) => written(query[name])).filter((text) => text !== '')
  const { namespace, name } = place
  return {
    id,
    sort: sorts[part],
    name: name + number,
    of: of.join(' · '),
    cluster: clusters.length > 1 ? title : '',
    mark: { colour, production },
    title: `${sorts[part]}: ${[`${namespace}/${name}${number}`, ...of].join(' · ')} in ${title}`,
    src: urls.part(cluster, place, part, { ...query, embed: 1 }),
    href: address,
    shown: id === shown,
  }
}
