/** The pages of an edit: the text, what would change, what another changed, and that it is gone. Pure. */
import { type Combined, type Draft, leavesOf, linesOf, valuesOf } from '../edit.ts'
import type { Ref, Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Cell } from './cell.ts'
import type { Diff } from './edit-diff.ts'
import type { Theirs } from './edit-meanwhile.ts'
import type { Exact } from './escape.ts'
import { place } from './object.ts'
import type { Foot, Link, Shell } from './shell.ts'
import { cut } from './room.ts'
import { sentence } from './words.ts'

/** What stands around each of them. */
export interface EditFrame {
  readonly shell: Shell
  readonly assets: { readonly css: string; readonly js: string }
  readonly head: EditHead
  readonly kubectl: string
  readonly foot: Foot
}
export interface EditHead {
  readonly title: string
  readonly name: string
  readonly kind: string
  readonly namespace: Cell | null
  readonly back: Link
  /** What is known of its fields: who set them, what they are for. In a window of their own. */
  readonly more: readonly Link[]
}

/** What of an edit travels in its forms, beside the text. */
export interface Carried {
  readonly base: Exact
  readonly uid: string
  readonly version: string
  readonly contested: Exact
}

/** What is wrong, and where. */
export interface EditNote {
  readonly text: string
  /** Counted from 1; 0: nowhere. */
  readonly line: number
  /** The line itself. */
  readonly echo: string
  readonly tone: 'bad' | 'warn' | 'busy'
}

export interface EditForm {
  readonly action: string
  /** Where one comes back to without saving. */
  readonly back: string
  /** Where it is told what others do to the object meanwhile. */
  readonly stream: string
  /** What another changed since, for who asked to see it. */
  readonly theirs: Theirs | null
  readonly notes: readonly EditNote[]
  readonly carried: Carried
  readonly text: Exact
  readonly gutter: readonly GutterPart[]
  readonly rows: number
  /** What cannot be seen in it, and where. */
  readonly unseen: string
  /** Whether its status is not in it. */
  readonly status: boolean
}
/** Numbers of lines; one that is marked stands alone. */
export interface GutterPart {
  readonly text: string
  readonly line: number
  readonly bad: boolean
}
export interface EditPage extends EditFrame {
  readonly form: EditForm
}
export interface ReviewPage extends EditFrame {
  readonly action: string
  readonly carried: Carried
  readonly text: Exact
  /** It stands on what another wrote since it was begun. */
  readonly merged: boolean
  readonly warnings: readonly string[]
  readonly diff: Diff
  /** What of another's it overwrites: path, theirs, mine. */
  readonly overwrites: readonly Contest[]
}
export interface Contest {
  readonly path: string
  readonly theirs: string
  readonly mine: string
}
export interface ClashPage extends EditFrame {
  readonly form: EditForm
  readonly contests: readonly Contest[]
  readonly sides: readonly {
    readonly line: number
    readonly mine: string
    readonly theirs: string
  }[]
}
/** The text alone: of an object that is gone, or while nobody knows whether it was stored. */
export interface LeftPage extends EditFrame {
  readonly said: readonly string[]
  readonly ways: readonly Link[]
  /** The way to look it over again; null where there is none. */
  readonly again: { readonly action: string; readonly carried: Carried } | null
  readonly text: Exact
  readonly rows: number
}
export interface RevealPage extends EditFrame {
  readonly action: string
}

/** Who may not change it. */
export interface ForbiddenPage extends EditFrame {
  readonly said: string
  readonly role: string
}

/** Whether its API takes changes at all. */
export const isEditable = ({ verbs }: Pick<Resource, 'verbs'>): boolean =>
  verbs.includes('update') || verbs.includes('patch')

export function editHead(ref: Ref, urls: Urls, cluster: string, title: string): EditHead {
  const { resource, namespace, name } = ref
  const href = urls.list(cluster, resource.id, { ns: namespace ?? undefined })
  const verb = title === 'Edit' || title === 'Review'
  return {
    title: verb ? title : `${title}:`,
    name,
    kind: sentence(resource.kind),
    namespace: namespace === null ? null : { text: namespace, href },
    back: { text: 'Back to the YAML', href: urls.part(cluster, place(ref), 'yaml') },
    more: [
      { text: 'Fields', href: urls.explain(cluster, resource.id) },
      { text: 'Who set what', href: urls.part(cluster, place(ref), 'yaml', { fields: 'owners' }) },
    ],
  }
}

export const carried = ({ base, uid, version, contested }: Draft): Carried => ({
  base: { exact: base },
  uid,
  version,
  contested: { exact: JSON.stringify(contested) },
})

export function editForm(
  draft: Draft,
  around: Pick<EditForm, 'action' | 'back' | 'stream' | 'status'>,
  notes: readonly Omit<EditNote, 'echo'>[],
  theirs: Theirs | null = null,
): EditForm {
  const lines = linesOf(draft.text)
  const bad = new Set(notes.map(({ line }) => line))
  return {
    ...around,
    theirs,
    notes: notes.map((note) => ({ ...note, echo: cut((lines[note.line - 1] ?? '').trim(), 200) })),
    carried: carried(draft),
    text: { exact: draft.text },
    gutter: gutter(lines.length, bad),
    rows: lines.length + 1,
    unseen: unseen(lines),
  }
}

/** @param bad lines that stand out. */
export function gutter(count: number, bad: ReadonlySet<number>): readonly GutterPart[] {
  const parts: GutterPart[] = []
  let plain: number[] = []
  const flush = () => {
    if (plain.length > 0) parts.push({ text: `${plain.join('\n')}\n`, line: 0, bad: false })
    plain = []
  }
  for (let line = 1; line <= count; line++) {
    if (!bad.has(line)) plain.push(line)
    else {
      flush()
      parts.push({ text: String(line), line, bad: true })
    }
  }
  flush()
  return parts
}

/* oxlint-disable no-control-regex -- what a text area does not show */
const hidden =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/

function unseen(lines: readonly string[]): string {
  const found = lines.flatMap((line, at) => (hidden.test(line) ? [at + 1] : []))
  if (found.length === 0) return ''
  const where = found.slice(0, 5).join(', ') + (found.length > 5 ? ' …' : '')
  return `There are marks in it that cannot be seen, such as those that turn the direction of writing: line ${where}.`
}

/** What a draft writes over what another wrote, of that which was shown side by side. */
export function overwrites({ contested, base, text }: Draft): readonly Contest[] {
  if (contested.length === 0) return []
  const [theirs, mine] = [leavesOf(valuesOf(base)), leavesOf(valuesOf(text))]
  return contested
    .filter((path) => theirs.get(path) !== mine.get(path))
    .slice(0, 100)
    .map((path) => contest(path, theirs.get(path), mine.get(path)))
}

const contest = (path: string, theirs: string | undefined, mine: string | undefined): Contest => ({
  path: cut(path, 300),
  theirs: cut(theirs ?? 'not there', 300),
  mine: cut(mine ?? 'not there', 300),
})

const together = (lines: readonly string[]) => cut(lines.join('\n'), 20_000)

/** Where both wrote, as lines. */
export function sidesOf({ clashes }: Combined): ClashPage['sides'] {
  return clashes.slice(0, 50).map(({ mine, theirs, at }) => ({
    line: at + 1,
    mine: together(mine),
    theirs: together(theirs),
  }))
}
