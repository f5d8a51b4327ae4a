/** What people do to an object: a form, and the change that it asks for. Pure. */
import type { Said } from '../kind.ts'
import type { KubeObject } from '../kube.ts'
import type { To } from './to.ts'

/** What a form asks for. Its value is text; `checked` says what is wrong with one. */
export interface Input {
  readonly name: string
  readonly label: string
  /** `hidden`: it is chosen elsewhere on the page. */
  readonly type: 'number' | 'text' | 'lines' | 'choice' | 'hidden'
  /** Of a choice: value and words. */
  readonly choices?: readonly (readonly [value: string, words: string])[]
  /** As it is now. */
  readonly value: string
  /** The only text that it takes: the browser sends no other. */
  readonly must?: string
  /** Below it: what may stand there. */
  readonly hint?: string
  /** Why the value cannot be used, a sentence; empty: it can. */
  readonly wrong: (value: string) => string
  /** What a slip may have been, a sentence: `sure` has to say the value once more. Absent, or empty: nothing has to. */
  readonly doubt?: (value: string) => string
  /** What stands for it in a kubectl line, ready for a shell; empty: nothing, and there is no line. Absent: the value itself. */
  readonly words?: (value: string) => string
  /** What it is at the end of a kubectl line: `#` is its value; or by value, of all others nothing. */
  readonly option?: string | Readonly<Record<string, string>>
  /** The input whose option counts for nothing where this one has one. */
  readonly instead?: string
  /** Its form's address may fill it in; nothing is done by that. */
  readonly filled?: boolean
}

/** Values by the inputs' names, all of them right. */
export type Given = Readonly<Record<string, string>>

/** A right that an action takes, of the object's own resource where none is named. */
export interface Right {
  readonly verb: 'patch' | 'create' | 'update' | 'delete' | 'list'
  readonly subresource?: string
  /** kubectl's name of another resource. */
  readonly resource?: string
}

/** Objects of its namespace that an action reads beside it. */
export interface Beside {
  /** kubectl's name. */
  readonly resource: string
  /** As the API server takes a selector; absent: all. */
  readonly labels?: string
  /** Of their metadata alone. */
  readonly brief?: boolean
}

/** What was found of them. */
export interface Found {
  readonly items: readonly KubeObject[]
  /** Why these are not all, a sentence; empty: they are. */
  readonly unseen: string
  /** The right that lacks, where it is that. */
  readonly lacks: Right | null
}

/** By kubectl's names of what was read. */
export type Around = Readonly<Record<string, Found>>

/** What one of several can be chosen of, each compared with what is now. */
export interface Picks {
  /** The input that holds the choice. */
  readonly input: string
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly Pick[]
  /** What of the object would be another. */
  readonly before: unknown
}

export interface Pick {
  readonly value: string
  readonly said: readonly Said[]
  /** It is as it is now. */
  readonly isNow: boolean
  /** The same of the object, were it chosen. */
  readonly after: unknown
}

/** A sentence that leads to what it is about. */
export interface Warning {
  readonly text: string
  readonly named: string
  readonly to: To
}

/** What is sent. A patch goes with the uid and the version that it was made of. */
export type Effect =
  | {
      readonly patch: 'merge' | 'strategic'
      readonly body: Readonly<Record<string, unknown>>
      readonly subresource?: string
    }
  | {
      /** kubectl's name of what is created, in the same namespace. */
      readonly create: string
      readonly name: string
      readonly body: Readonly<Record<string, unknown>>
    }
  | {
      readonly delete: 'Foreground' | 'Background' | 'Orphan'
      /** Seconds; null: the object's own. */
      readonly grace: number | null
    }
  | { readonly evict: true }

/** How it is done to many objects at once; what is not said is as it is done to one. */
export interface Many<T extends KubeObject = KubeObject> {
  /** On its button, and before their number: `Label`; absent: its title. */
  readonly verb?: string
  /** What will happen to them, in sentences. */
  readonly says: string
  /** What is asked for once, for all of them; absent: nothing. What else an object's own form asks for stays as it stands there. */
  readonly inputs?: (objects: readonly T[]) => readonly Input[]
  /** Beside an object: what of it will be another. */
  readonly now?: (object: T) => string
  readonly seen?: (object: T) => string
  readonly effect?: (object: T, given: Given, now: Date) => Effect
  readonly kubectl?: Action['kubectl']
  /** Its word in what is typed to `confirm`; empty: it asks for none. */
  readonly confirms?: (object: T) => string
}

export interface Action<T extends KubeObject = KubeObject> {
  /** In its address and as `data-action`: a noun under the object. */
  readonly id: string
  /** On its button: `Scale`. */
  readonly title: string
  /** On the button of its form, where that says it better: `Save`. */
  readonly does?: string
  readonly needs: Right
  /** Null: it makes no sense for this one, and is not shown; else why it cannot be done now, or nothing. */
  readonly hindered: (object: T) => string | null
  readonly inputs: (object: T, around?: Around) => readonly Input[]
  /** What is read beside it before its form is made, and before it is done. */
  readonly beside: (object: T) => readonly Beside[]
  /** Why it cannot be done, for what was found beside it; empty: it can. */
  readonly stopped: (object: T, around: Around) => string
  readonly picks?: (object: T, around: Around) => Picks
  /** What will happen, in sentences. */
  readonly says: (object: T) => string
  /** What to know before: sentences. */
  readonly warns: (object: T, around?: Around) => readonly (string | Warning)[]
  /** What of the object it is about: where it is another than the form was made of, the form is shown again. */
  readonly seen: (object: T) => string
  /** What it is now, beside what was typed for what it was: `It is 3 now; you typed 5.` */
  readonly nowSaid?: (object: T, given: Given) => string
  readonly effect: (object: T, given: Given, now: Date, around?: Around) => Effect
  /** kubectl's words that do the same, behind the object's own: `scale`, `--replicas=5`. Null: it has none. Of an input with `words` it is given those. */
  readonly kubectl: (given: Given) => readonly [verb: string, ...rest: readonly string[]] | null
  /** The part of the object where one goes on; absent: the object itself. */
  readonly leads?: (given: Given) => { readonly part: string; readonly query: Given }
  /** What was done: `Scaled to 5`. */
  readonly done: (given: Given) => string
  /** It goes, and what belongs to it with it: that is listed before. */
  readonly ends?: boolean
  /** Absent: it is done to one alone. */
  readonly many?: Many<T>
}

type Optional = 'hindered' | 'inputs' | 'warns' | 'seen' | 'beside' | 'stopped'
type Spec<T extends KubeObject> = Omit<Action<T>, Optional> & {
  readonly [Part in Optional]?: Action<T>[Part]
}

/** Checks an action against its own object type, then forgets it. What is not said asks and hinders nothing. */
export function action<T extends KubeObject>(spec: Spec<T>): Action {
  const [none, empty] = [() => [], () => '']
  const silent = { hindered: empty, inputs: none, warns: none, seen: empty, beside: none }
  return { ...silent, stopped: empty, ...spec } as unknown as Action
}
