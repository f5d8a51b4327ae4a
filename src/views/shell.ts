/** What surrounds every page: bar, sidebar, the pickers in them. */
import type { ClusterMark } from './cluster-mark.ts'
import type { DockStrip } from './dock-strip.ts'
import type { NavGroup } from './nav.ts'

export interface Link {
  readonly text: string
  readonly href: string
}

/** What a page says of itself below. `once`: of the moment it was read, and not true of a live page any more. */
export type Foot = readonly { readonly text: string; readonly once: boolean }[]

export interface Shell {
  /** Only `<title>` and `<main>`: a boosted link asked. */
  readonly partial: boolean
  /** A script asked: what stands there for browsers without would act in its hands. */
  readonly scripted: boolean
  /** The sidebar is another one than that of the page before: its namespaces, or what it offers. */
  readonly moved: boolean
  readonly title: string
  /** kubectl's name of the resource that the page is about; empty for none. */
  readonly at: string
  readonly home: string
  readonly assets: { readonly css: string; readonly js: string; readonly icon: string }
  readonly theme: {
    /** Empty: as the system says. */
    readonly chosen: '' | 'light' | 'dark'
    readonly action: string
    readonly choices: readonly {
      readonly value: string
      readonly text: string
      readonly on: boolean
    }[]
  }
  /** Where a form that changes nothing here leads back to. */
  readonly here: string
  readonly cluster:
    | ({ readonly title: string; readonly href: string; readonly demo: boolean } & ClusterMark)
    | null
  readonly clusters: readonly (Link & ClusterMark & { readonly current: boolean })[]
  readonly namespaces: NamespacePicker | null
  readonly search: {
    readonly action: string
    /** Where what is offered comes from. */
    readonly hints: string
    /** What makes it a search engine of the browser. */
    readonly engine: string
    readonly q: string
  } | null
  readonly nav: readonly NavGroup[]
  /** Who the API server says one is; empty: not known. */
  readonly person: string
  /** The page about that. */
  readonly me: string
  /** Where a form signs out; empty where one did not sign in. */
  readonly signOut: string
  /** Something is wrong with the configuration itself. */
  readonly alarm: string
  /** What was just done, said once; empty: nothing. */
  readonly done: string
  /** The style of a page that stands in the dock itself, without what surrounds one; empty: it does not. */
  readonly frame: string
  /** It stands in a frame, of a portal for one; null: it does not, or in none that is told anything. */
  readonly portal: Portal | null
  /** What stays below the pages; null: nothing. */
  readonly dock: DockStrip | null
}

export interface Portal {
  readonly js: string
  /** Who hears how tall the page is, separated by spaces. */
  readonly origins: string
  /** For a page without what surrounds one its style, and its address with that; empty: it has a style of its own. */
  readonly css: string
  readonly out: string
}

export interface NamespacePicker {
  /** `all`, or their names. */
  readonly label: string
  /** Where the form leads: a list. */
  readonly action: string
  /** What of the list's address stays: hidden inputs. */
  readonly keep: readonly { readonly name: string; readonly value: string }[]
  /** The namespaces of the page, ticked: there before the others arrive, and without JavaScript. */
  readonly chosen: NamespaceOptions['options']
  /** The same list over all namespaces. */
  readonly everywhere: string
  /** The address of the fragment with the names to tick. */
  readonly options: string
}

/** The picker's inside: names to tick. */
export interface NamespaceOptions {
  readonly options: readonly { readonly name: string; readonly on: boolean }[]
  /** Why there are none, or not all. */
  readonly note: string
}
