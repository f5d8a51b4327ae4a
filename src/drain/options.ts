/** How a node is drained: kubectl's options, by kubectl's names. Pure. */
import type { Right } from '../kind/action.ts'
import { seconds } from '../views/duration.ts'
import { quoted } from '../views/words.ts'

export interface Options {
  readonly ignoreDaemonSets: boolean
  readonly deleteEmptyDirData: boolean
  readonly force: boolean
  readonly disableEviction: boolean
  /** Labels that a pod has to have; empty: all. */
  readonly podSelector: string
  /** Seconds; null: the pod's own. */
  readonly gracePeriod: number | null
  /** Seconds for all of it; 0: no end. */
  readonly timeout: number
  /** Seconds after its end was due that a pod is waited for; 0: always. */
  readonly skipWait: number
}

/** What it takes to send a pod away. */
export const sendingAway = ({ disableEviction }: Pick<Options, 'disableEviction'>): Right =>
  disableEviction
    ? { verb: 'delete', resource: 'pods' }
    : { verb: 'create', resource: 'pods', subresource: 'eviction' }

const ticks = {
  'ignore-daemonsets': 'ignoreDaemonSets',
  'delete-emptydir-data': 'deleteEmptyDirData',
  force: 'force',
  'disable-eviction': 'disableEviction',
} as const

/** As kubectl does without any. */
export const usual: Options = {
  ignoreDaemonSets: false,
  deleteEmptyDirData: false,
  force: false,
  disableEviction: false,
  podSelector: '',
  gracePeriod: null,
  timeout: 0,
  skipWait: 0,
}

export interface Read {
  /** What could not be read is as usual in them. */
  readonly options: Options
  /** By kubectl's names: what is wrong, a sentence. */
  readonly wrong: Readonly<Record<string, string>>
}

/** @param said by kubectl's names: of an address, or a form. */
export function readOptions(said: Readonly<Record<string, string>>): Read {
  const wrong: Record<string, string> = {}
  const read = <T>(
    name: string,
    otherwise: T,
    of: (text: string) => T | null,
    expected: string,
  ) => {
    const text = (said[name] ?? '').trim()
    const value = text === '' ? otherwise : of(text)
    if (value === null && otherwise !== value)
      wrong[name] = `“${text.slice(0, 60)}” cannot be used: expected ${expected}.`
    return value ?? otherwise
  }
  const on = Object.entries(ticks).map(([name, field]) => [field, (said[name] ?? '') !== ''])
  const grace = read('grace-period', -1, orOwn, 'a whole number of seconds')
  return {
    options: {
      ...usual,
      ...Object.fromEntries(on),
      podSelector: read('pod-selector', '', selector, 'labels such as app=web,tier!=cache'),
      gracePeriod: grace < 0 ? null : grace,
      timeout: read('timeout', 0, span, 'a span such as 90s or 5m'),
      skipWait: read('skip-wait-for-delete-timeout', 0, whole, 'a whole number of seconds'),
    },
    wrong,
  }
}

const whole = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : null)
const orOwn = (text: string) => (text === '-1' ? -1 : whole(text))
const selector = (text: string) => (/^[\w\s!=(),./-]{1,1000}$/.test(text) ? text : null)
const span = (text: string) => (text === '0' ? 0 : seconds(text))

/** The same as kubectl takes them. */
export function wordsOf(options: Options): readonly string[] {
  const on = Object.entries(ticks).filter(([, field]) => options[field])
  const { podSelector, gracePeriod, timeout, skipWait } = options
  return [
    ...on.map(([name]) => `--${name}`),
    podSelector === '' ? '' : `--pod-selector=${quoted(podSelector)}`,
    gracePeriod === null ? '' : `--grace-period=${gracePeriod}`,
    timeout === 0 ? '' : `--timeout=${timeout}s`,
    skipWait === 0 ? '' : `--skip-wait-for-delete-timeout=${skipWait}`,
  ].filter((word) => word !== '')
}
