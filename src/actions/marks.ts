/** Labels and annotations of any object, a line each. */
import { parsed } from '../json.ts'
import { action, type Action, type Many } from '../kind/action.ts'
import type { KubeObject } from '../kube.ts'
import { quoted } from '../views/words.ts'

type Marks = Readonly<Record<string, string>>

/** `app=cart`; what a line cannot hold (a line break) is written as JSON: `note="two\nlines"`. */
const written = (marks: Marks): string =>
  Object.entries(marks)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${plain(value) ? value : JSON.stringify(value)}`)
    .join('\n')

/** It comes back from a line as it is. */
const plain = (value: string) =>
  value === value.trim() && !/[\r\n\t]/.test(value) && !value.startsWith('"')

/** Before the slash only annotations may have capitals (k8s.io/apimachinery pkg/api/validation/objectmeta.go). */
const key =
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const label = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/

function read(text: string): Map<string, string> {
  const lines = text.split('\n').map((line) => line.trim())
  return new Map(lines.filter((line) => line !== '').map(pair))
}

function pair(line: string): readonly [string, string] {
  const at = line.indexOf('=')
  const [name, value] = at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
  return [name, value.startsWith('"') ? unquoted(value) : value]
}

function unquoted(value: string): string {
  const said = parsed(value)
  return typeof said === 'string' ? said : value
}

/** @param value what its values may be; null: anything. */
const wrong =
  (values: RegExp | null) =>
  (text: string): string => {
    const names = new Set<string>()
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      const [name, value] = pair(line.trim())
      const why = odd(name, value, values) || (names.has(name) ? `“${name}” stands twice` : '')
      if (why !== '') return `Line ${String(index + 1)}: ${why}.`
      names.add(name)
    }
    return ''
  }

function odd(name: string, value: string, values: RegExp | null): string {
  if (!key.test(values === null ? name.toLowerCase() : name))
    return `“${name.slice(0, 80)}” is no key`
  if (values === null || values.test(value)) return ''
  return `“${value.slice(0, 80)}” is no value of a label: letters, digits, “-”, “_” and “.”, at most 63`
}

/** Of many: what a line sets, and a key with `-` behind it takes away, as kubectl writes it. */
const taken = (line: string): string | null => /^([^=\s]+)-$/.exec(line)?.[1] ?? null

function changes(text: string): Readonly<Record<string, string | null>> {
  const lines = text.split('\n').map((line) => line.trim())
  return Object.fromEntries(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const gone = taken(line)
        return gone === null ? pair(line) : ([gone, null] as const)
      }),
  )
}

const wrongChanges = (values: RegExp | null) => (text: string) => {
  if (text.trim() === '') return 'Expected a line at least: key=value, or key- to take it away.'
  const lines = text.split('\n').map((line) => taken(line.trim()) ?? line)
  return wrong(values)(lines.join('\n'))
}

interface Spec extends Pick<Action, 'title'> {
  readonly field: 'labels' | 'annotations'
  readonly values: RegExp | null
  readonly says: string
  readonly verb: string
}

/** Each keeps what is not named. */
const many = ({ field, title, values, says, verb }: Spec): Many => ({
  verb: `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
  says,
  inputs: () => [
    {
      name: field,
      label: `${title} to set or take away`,
      type: 'lines',
      value: '',
      hint: 'One a line: key=value sets it on each, key- takes it from each. All others stay as they are.',
      wrong: wrongChanges(values),
      words: (text) => {
        const words = Object.entries(changes(text)).map(worded)
        return words.length === 0 ? '' : [...words, '--overwrite'].join(' ')
      },
    },
  ],
  seen: () => '',
  effect: (_, given) => ({
    patch: 'merge',
    body: { metadata: { [field]: changes(given[field] ?? '') } },
  }),
})

const worded = ([name, value]: readonly [string, string | null]) =>
  value === null ? `${name}-` : quoted(`${name}=${value}`)

/** What of the one becomes the other; kubectl takes a key that is there only with `--overwrite`. */
function between(now: Marks, text: string): string {
  const wanted = read(text)
  const set = [...wanted].filter(([name, value]) => now[name] !== value)
  const gone = Object.keys(now).filter((name) => !wanted.has(name))
  const over = set.some(([name]) => Object.hasOwn(now, name)) ? ['--overwrite'] : []
  return [...set.map(worded), ...gone.map((name) => `${name}-`), ...over].join(' ')
}

const marks = ({ field, title, values, says, verb }: Spec): Action => {
  const of = ({ metadata }: KubeObject): Marks => metadata[field] ?? {}
  return action({
    id: field,
    title,
    does: 'Save',
    needs: { verb: 'patch' },
    inputs: (object) => [
      {
        name: field,
        label: title,
        type: 'lines',
        value: written(of(object)),
        hint: 'One a line: key=value. A line that is taken away takes it from the object.',
        wrong: wrong(values),
        words: (text) => between(of(object), text),
      },
    ],
    says: () => says,
    seen: (object) => written(of(object)),
    effect: (object, given) => {
      const [now, wanted] = [of(object), read(given[field] ?? '')]
      // Only what is another: a Secret's copies of itself are hidden here, and stay as they are.
      const changed = [...wanted].filter(([name, value]) => now[name] !== value)
      const gone = Object.keys(now).filter((name) => !wanted.has(name))
      const next = Object.fromEntries([...changed, ...gone.map((name) => [name, null] as const)])
      return { patch: 'merge', body: { metadata: { [field]: next } } }
    },
    kubectl: (given) => [verb, given[field] ?? ''],
    done: () => `${title} changed`,
    many: many({ field, title, values, says, verb }),
  })
}

export const labels = marks({
  field: 'labels',
  title: 'Labels',
  values: label,
  says: 'Services, selectors and other controllers may find it by them.',
  verb: 'label',
})

export const annotations = marks({
  field: 'annotations',
  title: 'Annotations',
  values: null,
  says: 'Tools and controllers read them; nothing selects by them.',
  verb: 'annotate',
})
