/** What a kind file may say of one resource: pure data and pure functions over one object. */
import type { AmongMany } from './kind/among-many.ts'
import type { Groups } from './kind/groups.ts'
import type { Key } from './kind/key.ts'
import type { Progressing } from './kind/progress.ts'
import type { To } from './kind/to.ts'
import type { KubeObject, Reads } from './kube.ts'
import type { Query } from './urls.ts'
import type { Tone } from './views/cell.ts'
import type { ColumnType } from './views/column-types.ts'
import type { Event } from './views/event.ts'

export type { Trouble } from './kind/among-many.ts'
export type { Groups, Whole } from './kind/groups.ts'
export type { Event, KubeObject, To, Tone }

/** One value in words. The view makes a cell of it: addresses, ages, cuts. */
export interface Said {
  readonly text: string
  readonly tone?: Tone | undefined
  /** An instant, RFC 3339: its age is shown, and ticks, instead of the text. */
  readonly time?: string | undefined
  readonly to?: To | undefined
  /** People carry it elsewhere: an address, an image. */
  readonly copy?: boolean | undefined
  /** Less important, behind the text. */
  readonly note?: string | undefined
  /** An instant, RFC 3339, behind the text: `(3m ago)`. */
  readonly ago?: string | undefined
  /** One small mark for each part, in front of the text. */
  readonly marks?: readonly Mark[] | undefined
}

/** What one of several parts is like: `app: CrashLoopBackOff`. */
export interface Mark {
  readonly tone: Tone
  readonly title: string
}

/** What an object is like: `CrashLoopBackOff`, `exit 137, out of memory`. */
export interface Status {
  readonly tone: Tone
  readonly word: string
  /** Why, in few words; empty where the word says it. */
  readonly reason: string
  /** Since when, RFC 3339, where that matters. */
  readonly since?: string
}

export interface Column<T> {
  /** Its id is the title in lower case, other characters to `-`: kubectl's titles keep addresses alike. */
  readonly title: string
  readonly help: string
  /** How it is sorted, compared and set; never by what its cells happen to hold. */
  readonly type: ColumnType
  /** Shown only when it is chosen. */
  readonly wide?: boolean
  /** On a narrow screen it has a line of its own: texts are left out there. */
  readonly line?: boolean
  readonly cell: (object: T) => Said
  /** The facet whose values it shows: its cells lead to all that have the same. */
  readonly facet?: string
  /** Those values, where they are not all that the facet knows; of `label` each is `KEY=value`. */
  readonly among?: (object: T) => readonly string[]
  /** What is sorted and compared where it is not the text; null comes last. */
  readonly value?: (object: T) => string | number | null
}

/** The closed set of shapes that a page about an object is built from. */
export type Section = Fields | Grid | Texts | Related | Part

export interface Field {
  readonly label: string
  readonly values: readonly Said[]
}
/** Labels and values. */
export interface Fields {
  readonly block: 'fields'
  readonly title: string
  /** What the whole of it is like: a container. */
  readonly tone?: Tone | undefined
  /** Behind the title: an image. */
  readonly note?: Said | undefined
  /** Those without a value are left out. */
  readonly fields: readonly Field[]
}
/** Rows and columns. */
export interface Grid {
  readonly block: 'grid'
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly Said[])[]
  /** Said where there are no rows; without it a section without rows is left out. */
  readonly none?: string
}
/** Long texts as they are, each under its name. */
export interface Texts {
  readonly block: 'texts'
  readonly title: string
  readonly texts: readonly {
    readonly name: string
    /** `1.2 KiB`, behind the name. */
    readonly note: string
    readonly text: string
  }[]
}

/** Where one of the kind's relations stands; those without a place come last. */
export interface Related {
  readonly block: 'related'
  /** The relation's id. */
  readonly id: string
}

/** A fragment that is no list of objects: whatever `parts/ID` of this object answers. */
export interface Part {
  readonly block: 'part'
  readonly id: string
  readonly title: string
}

/** What describes the object stands beside what it is made of. Sections without content are left out. */
export interface Sections {
  readonly main: readonly Section[]
  readonly side: readonly Section[]
}

/** Objects that belong to this one: a fragment of its page. */
export interface Relation<T> {
  /** In its address: `parts/ID`. */
  readonly id: string
  readonly title: string
  /** kubectl's name of theirs. */
  readonly resource: string
  /** Which of them; null: it has none and says nothing of them. */
  readonly which: (object: T) => Which | null
  /** Those of them that belong to it, where selectors cannot say. They are objects as their kind `reads` them. */
  readonly keep?: (object: T) => (other: KubeObject) => boolean
  /** Fields that `sum` reads of them beyond what their kind `reads`. */
  readonly reads?: Reads
  /** What all of them come to, above their rows: said only where all were read. */
  readonly sum?: (object: T, others: readonly KubeObject[]) => readonly Field[]
  /** Said where there are none. */
  readonly none: string
  /** Which of their columns are shown, by title; without it the first ones of their list. */
  readonly columns?: readonly string[]
  /** The highest first; without it what is wrong, then by name. */
  readonly order?: (other: KubeObject) => number
  /**
   * What they say is wrong with the object, on top of its page; the worst first. They are objects as their
   * kind `reads` them. `whole` is false where there may be more of them than were read.
   */
  readonly problems?: (
    object: T,
    others: readonly KubeObject[],
    now: Date,
    whole: boolean,
  ) => readonly Problem[]
}
/** A list's query: `namespace` null is all of them. */
export interface Which {
  readonly namespace: string | null
  readonly labels?: string
  readonly fields?: string
}

/** What is wrong, in plain words. */
export interface Problem {
  /** Idle: it is as somebody wanted it, and needs a word all the same. */
  readonly tone: 'bad' | 'warn' | 'idle'
  /** A sentence without a full stop: `Container app keeps crashing: 14 restarts, the last 1m ago`. */
  readonly title: string
  /** What it is seen by: sentences. */
  readonly evidence: readonly string[]
  /** What to look at or do next. */
  readonly next: readonly Step[]
}
export interface Step {
  readonly text: string
  readonly to?: To | undefined
  /** A part of what `to` names; without it, of the same object. */
  readonly part?: 'logs' | 'events' | 'yaml'
  /** What of the part: `{ previous: 1 }`. */
  readonly query?: Query
  /** The object’s own action that does it, by its id: `undo`; and a line for a shell. */
  readonly act?: string
  readonly run?: string
}

/** How much is used of what may be: `12m`, `request 100m, limit 500m`. */
export interface Measure {
  readonly text: string
  readonly title: string
  /** Of the whole, 0 to 1; null where there is no whole. */
  readonly part: number | null
  /** Where on the way to the whole stands what is asked for, 0 to 1. */
  readonly mark: number | null
  readonly tone: 'warn' | null
}

export interface Kind<T extends KubeObject = KubeObject> extends AmongMany<T>, Progressing<T> {
  /**
   * The fields that `columns`, `status`, `facets` and the `keep` of others read: a list holds no more of
   * an object. Null: its lists are the server's own print (what holds secrets or whole files).
   */
  readonly reads: Reads | null
  /** In the order in which they are shown; the namespace comes behind the name, the owner at the end. */
  readonly columns: readonly Column<T>[]
  /** The same for the same object: times in it are instants. Null: it has none. */
  readonly status: (object: T) => Status | null
  /** What metrics.k8s.io measures of it: columns CPU and Memory, in the place of its own of these names. */
  readonly usage?: {
    /** The title of the column behind which they stand where it has none. */
    readonly after: string
    /** @param used cores or bytes. */
    readonly said: (object: T, resource: 'cpu' | 'memory', used: number) => Measure
    /** Behind it, also where nothing was measured: `of 3.92`. */
    readonly note?: (object: T, resource: 'cpu' | 'memory') => string
  }
  /** What is to be known of all its lists: said at their foot. */
  readonly note?: string
  /** What words in the filter box are looked for in beside namespace and name, and what that is called: `message`. */
  readonly words?: { readonly in: string; readonly of: (object: T) => string }
  /** Further fields of the filter box, `image:`: what they match, a value is enough. */
  readonly facets: Readonly<Record<string, (object: T) => readonly string[]>>
  /** Its lists show what is alike as one, unless the address says otherwise. */
  readonly groups?: Groups<T, Kind>
  /** Fields of the filter box that the API server selects by, `node=`: the path in its field selector. */
  readonly selects?: Readonly<Record<string, string>>
  readonly sections: (object: T, now: Date) => Sections
  readonly relations: readonly Relation<T>[]
  /** Those of the relations, by id, whose objects' events stand among its own: they happen to what it owns. */
  readonly events?: readonly string[]
  /**
   * The pods whose logs are its own: itself, or what its relation of this name lists: pods, or what has
   * pods in its turn, the newest of them. Absent: it has none.
   */
  readonly logs?: 'itself' | 'pods' | 'jobs'
  /** It is keys and values: what it holds of them, in whatever form reaches a kind. */
  readonly keys?: (object: T) => readonly Key[]
  /** The worst first. */
  readonly problems: (object: T, now: Date) => readonly Problem[]
  /** What its events add to its problems, newest event first. */
  readonly told?: (object: T, events: readonly Event[], now: Date) => readonly Problem[]
}

/** Checks a kind against its own object type, then forgets it: the registry holds any kind. */
export function kind<T extends KubeObject>(spec: Kind<T>): Kind {
  return spec as unknown as Kind
}
