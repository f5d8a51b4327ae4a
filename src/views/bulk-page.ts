/** The form of an action on many objects: to which it is done, which of them hinder it, what is asked for once. Pure. */
import type { Action, Given, Input } from '../kind/action.ts'
import type { Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import {
  type ActionPage,
  type Goes,
  type InputField,
  inputFields,
  type Sent,
} from './action-page.ts'
import { roleFor } from './actions.ts'
import {
  able,
  type BulkRow,
  type Chosen,
  countedOf,
  hindrance,
  inputsOf,
  type ManyAction,
  rowOf,
  verbOf,
} from './bulk-rows.ts'
import { aroundNames, isLikeFlag, manyAction } from './kubectl-line.ts'
import type { Foot, Shell } from './shell.ts'
import { inLine, isFollowed, isOff } from './typed-line.ts'
import { grouped } from './words.ts'

export interface BulkPage {
  readonly shell: Shell
  readonly css: string
  readonly js: string
  readonly status: number
  /** Empty: none is chosen yet. */
  readonly id: string
  /** On its button. */
  readonly verb: string
  /** `Delete 12 Pods`. */
  readonly title: string
  /** The title of one, and of `#`, as many as are ticked. */
  readonly titles: { readonly one: string; readonly many: string }
  /** Those that are ticked beforehand, where a heading does not follow them; 0: one, or none. */
  readonly among: number
  /** Of those that were selected some are left out: how many; empty: none is. */
  readonly out: string
  readonly says: string
  readonly warns: ActionPage['warns']
  readonly goes: Goes | null
  readonly said: string
  readonly off: boolean
  readonly role: string
  /** Where all of one’s own runs are, where there are too many of them; empty: there are not. */
  readonly runs: string
  readonly notes: readonly string[]
  readonly action: string
  readonly once: string
  readonly from: string
  readonly rows: readonly BulkRow[]
  readonly left: readonly BulkRow[]
  readonly inputs: readonly InputField[]
  readonly choices: readonly { readonly id: string; readonly text: string; readonly off: string }[]
  readonly back: string
  readonly kubectl: string
  /** Null: there is no such line. */
  readonly around: ReturnType<typeof aroundNames>
  /** What of the words behind the names is typed: the input, and those words with `__` in its place; null: nothing is. */
  readonly typed: { readonly of: string; readonly within: string } | null
  readonly foot: Foot
}

interface About {
  readonly resource: Resource
  readonly cluster: string
  readonly urls: Urls
  /** kubectl's context. */
  readonly kube: string
  readonly person: string
  /** Null: the form is new. */
  readonly sent: Sent | null
}

type Form = Pick<
  BulkPage,
  | 'id'
  | 'verb'
  | 'title'
  | 'titles'
  | 'among'
  | 'out'
  | 'says'
  | 'off'
  | 'said'
  | 'role'
  | 'rows'
  | 'left'
  | 'inputs'
  | 'choices'
  | 'kubectl'
  | 'around'
  | 'typed'
>

export function bulkForm(action: ManyAction, all: readonly Chosen[], about: About): Form {
  const { resource, kube, sent } = about
  const rows = all.map((one) => rowOf(action, one, about))
  const objects = able(action, all)
  const asked = inputsOf(action, objects)
  const inputs = inputFields(asked, sent ?? {})
  const { words, typed, off } = lineOf(action, asked, inputs)
  const refs = all.filter((one) => hindrance(action, one) === '').map(({ ref }) => ref)
  return {
    id: action.id,
    verb: verbOf(action),
    title: `${verbOf(action)} ${countedOf(objects.length, resource)}`,
    titles: titlesOf(`${verbOf(action)} `, '', resource),
    among: objects.length > 1 ? objects.length : 0,
    out: objects.length === 0 ? '' : outOf(all.length - objects.length, all.length),
    says: action.many.says,
    ...standing(action, all, objects.length, about),
    rows: rows.filter(({ why }) => why === ''),
    left: rows.filter(({ why }) => why !== ''),
    inputs,
    choices: [],
    kubectl: off ? '' : manyAction(resource, refs, words, kube),
    around: refs.some(isLikeFlag) ? null : aroundNames(resource, words, kube),
    typed,
  }
}

/** kubectl's words; null where there are none. What is typed last, or not fit to stand there, leaves them without a line. */
function lineOf(action: ManyAction, asked: readonly Input[], fields: readonly InputField[]) {
  const worded = (values: Given) => (action.many.kubectl ?? action.kubectl)(values)
  const given = Object.fromEntries(fields.map(({ name, value }) => [name, value.exact.trim()]))
  const values = inLine(asked, given)
  const words = worded(values)
  const followed = asked.find(isFollowed)
  if (words === null || followed === undefined) return { words, typed: null, off: false }
  const [verb, ...rest] = words
  const { name, wrong } = followed
  const within =
    worded({ ...values, [name]: '__' })
      ?.slice(1)
      .join(' ') ?? ''
  const same = within.replace('__', () => values[name] ?? '') === rest.join(' ')
  if (!same || !within.includes('__')) return { words, typed: null, off: false }
  const off = wrong(given[name] ?? '') !== '' || isOff(asked, values)
  return { words: off ? ([verb] as const) : words, typed: { of: name, within }, off }
}

const outOf = (left: number, all: number): string =>
  left === 0 ? '' : `${grouped(left)} of ${grouped(all)} ${left === 1 ? 'is' : 'are'} left out.`

const titlesOf = (before: string, after: string, { kind, plural }: Resource) => ({
  one: `${before}1 ${kind.toLowerCase()}${after}`,
  many: `${before}# ${plural}${after}`,
})

/** None is chosen yet: nor is any of them ticked. */
export function choiceForm(
  actions: readonly ManyAction[],
  all: readonly Chosen[],
  about: About,
): Form {
  const rows = all.map((one) => rowOf(null, one, about))
  return {
    id: '',
    verb: '',
    title: `${countedOf(all.length, about.resource)} to choose from`,
    titles: titlesOf('', ' ticked', about.resource),
    among: 0,
    out: '',
    says: 'Tick those that are meant, and choose what is to be done to them. Nothing is done yet.',
    off: false,
    said: all.length === 0 ? 'There is none to do anything to.' : '',
    role: '',
    rows: rows.filter(({ why }) => why === ''),
    left: rows.filter(({ why }) => why !== ''),
    inputs: [],
    choices: actions.map((action) => ({
      id: action.id,
      text: action.title,
      off: able(action, all).length > 0 ? '' : noneOf(action, all),
    })),
    kubectl: '',
    around: null,
    typed: null,
  }
}

/** Why it can be done to none of them. */
const noneOf = (action: Action, all: readonly Chosen[]): string =>
  all.map((one) => hindrance(action, one)).find((why) => why !== '') ?? 'None is selected.'

function standing(
  action: Action,
  all: readonly Chosen[],
  count: number,
  { person }: About,
): Pick<Form, 'off' | 'said' | 'role'> {
  if (count > 0) return { off: false, said: '', role: '' }
  const refused = all.find(({ object, may }) => object !== null && may?.(action.needs) === false)
  const said =
    all.length === 0
      ? 'None is selected.'
      : `It can be done to none of them. ${noneOf(action, all)}`
  const role = refused === undefined ? '' : roleFor(action.needs, refused.ref, person)
  return { off: true, said, role }
}
