/** Events planted on the target's API server, of objects that need not be there. The demo takes no new ones: there others become them. */
import { create, items, patch, pathOf, remove } from './api.ts'
import { targetName } from './target.ts'

export interface Happening {
  readonly reason: string
  readonly apiVersion?: string
  readonly kind?: string
  /** The object that it happened to. */
  readonly name: string
  readonly uid?: string
  readonly type?: string
  readonly message?: string
  readonly count?: number
  /** Seconds ago. */
  readonly first?: number
  readonly last?: number
  /** From when they are counted, ms since 1970; absent: from when it is planted. */
  readonly from?: number
}

const ago = (seconds: number, from: number) =>
  `${new Date(from - seconds * 1000).toISOString().slice(0, 19)}Z`
const folder = (namespace: string) => `/api/v1/namespaces/${namespace}/events`
/** Where those that were planted stand. */
const planted = new Map<Happening, string>()

const written = (namespace: string, happening: Happening) => {
  const { reason, name, uid, kind = 'Pod', type = 'Warning' } = happening
  const {
    apiVersion = 'v1',
    message = `${reason} it is`,
    count = 1,
    first = 60,
    last = 1,
    from = Date.now(),
  } = happening
  return {
    involvedObject: { apiVersion, kind, namespace, name, uid },
    type,
    reason,
    message,
    count,
    firstTimestamp: ago(first, from),
    lastTimestamp: ago(last, from),
    source: { component: 'portlight-test' },
  }
}

export async function happens(namespace: string, happening: Happening): Promise<void> {
  const event = written(namespace, happening)
  if (targetName === 'demo') return becomes(namespace, happening, event)
  const { reason, name } = happening
  const metadata = { name: `${name}.${reason.toLowerCase().replaceAll(' ', '-')}`, namespace }
  await create(folder(namespace), { apiVersion: 'v1', kind: 'Event', metadata, ...event })
  planted.set(happening, `${folder(namespace)}/${metadata.name}`)
}

async function becomes(namespace: string, happening: Happening, event: object): Promise<void> {
  const taken = new Set(planted.values())
  const all = (await items(folder(namespace))).map(({ metadata }) => pathOf('events', metadata))
  const path = all.find((each) => !taken.has(each))
  if (path === undefined) throw new Error(`the demo has no more events in ${namespace}`)
  const none = { eventTime: null, series: null, reportingComponent: null, reportingInstance: null }
  await patch(path, { involvedObject: null })
  await patch(path, { ...event, ...none })
  planted.set(happening, path)
}

export const happensAgain = (of: Happening, count: number, message: string) =>
  patch(planted.get(of) ?? '', { count, message, lastTimestamp: ago(0, Date.now()) })

export const isForgotten = (of: Happening) => remove(planted.get(of) ?? '')
