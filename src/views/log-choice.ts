/** The form in which one says whose log is wanted: it keeps what was typed. Pure. */
import type { PodsAsked } from '../logs/pods-asked.ts'
import type { Urls } from '../urls.ts'
import { cut } from './room.ts'

export interface PodChoice {
  readonly action: string
  readonly fields: readonly {
    readonly name: string
    readonly label: string
    readonly value: string
    readonly example: string
  }[]
  /** What is chosen, in short. */
  readonly words: string
  /** The list of the same pods. */
  readonly list: string
  /** Nothing is chosen yet. */
  readonly nobody: boolean
  /** There is something to fill in or to mend. */
  readonly open: boolean
  readonly wrong: readonly { readonly name: string; readonly text: string }[]
}

const fields = [
  ['ns', 'Namespaces', 'shop, web', true],
  ['l', 'Label selector', 'app=cart,tier!=db', true],
  ['pod', 'Pods', 'shop/cart-0, shop/cart-1', true],
  ['match', 'Filter', 'words, node:worker-1', false],
  ['fs', 'Field selector', 'spec.nodeName=worker-1', false],
  ['status', 'Status', 'failing', false],
] as const

/** @param params of the address, as they were typed. */
export function podChoice(
  params: URLSearchParams,
  { query, nobody, wrong }: PodsAsked,
  urls: Urls,
  cluster: string,
): PodChoice {
  const { match: q, ...rest } = query
  const typed = fields.map(([name, label, example, always]) => {
    return { name, label, example, always, value: params.getAll(name).join(',') }
  })
  const used = typed.filter(({ value }) => value !== '')
  return {
    action: urls.podLogs(cluster),
    fields: typed.filter(({ value, always }) => always || value !== ''),
    words: used.map(({ value }) => cut(value, 100)).join(' · '),
    list: urls.list(cluster, 'pods', { ...rest, q }),
    nobody,
    open: nobody || Object.keys(wrong).length > 0,
    wrong: Object.entries(wrong).map(([name, text]) => ({ name, text })),
  }
}
