/** What the pods of a node take of what it has for them. */
import type { Field, KubeObject } from '../../kind.ts'
import { amount, type Amounts, inOrder, numberOf, share } from './amounts.ts'
import { field } from './fields.ts'
import type { Node } from './node.ts'
import type { Pod } from './pod.ts'
import { askedTogether, holds } from './requests.ts'

/** `1.25 of 3.92 · 32 %, limits 4 (102 %)`: asked for, of what pods may ask for. */
export function takenOf({ status: of }: Node, others: readonly KubeObject[]): readonly Field[] {
  const pods = others as readonly Pod[]
  const [requests, limits] = [askedTogether(pods, 'requests'), askedTogether(pods, 'limits')]
  const there: Amounts = of?.allocatable ?? {}
  const names = inOrder(['cpu', 'memory', ...requests.keys(), ...limits.keys()])
  const running = pods.filter(holds).length
  const room = numberOf(there, 'pods')
  return [
    field('Pods', room === null ? String(running) : taken('pods', running, room)),
    ...names.map((name) => {
      const whole = numberOf(there, name) ?? 0
      const limit = limits.get(name) ?? 0
      const most =
        limit === 0 ? '' : `limits ${amount(name, limit)} ${bracketed(share(limit, whole))}`
      const { text: words, note } = taken(name, requests.get(name) ?? 0, whole)
      return field(titles[name] ?? name, {
        text: words,
        note: [note, most].filter((each) => each !== '').join(', '),
      })
    }),
  ]
}

const titles: Readonly<Record<string, string>> = {
  cpu: 'CPU requested',
  memory: 'Memory requested',
}
const bracketed = (text: string) => (text === '' ? '' : `(${text})`)
const taken = (resource: string, part: number, whole: number) => ({
  text: `${amount(resource, part)} of ${amount(resource, whole)}`,
  note: share(part, whole),
})
