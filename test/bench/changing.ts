/** Fifty config maps of a namespace of their own, each changed once a second or so. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, api } from '../cluster/api.ts'
import { listPath, type Work } from './work.ts'

const rows = 50

/** A change as the API server took it. */
export interface Sent {
  readonly key: string
  /** What the row's data column says from then on. */
  readonly value: string
  /** Milliseconds since 1970 of the answer. */
  readonly at: number
}

export interface Changing {
  /** The path of their list in Portlight, its stream's with `watch=`. */
  readonly list: string
  readonly api: Api
  /** So many changes a second, as far as they can be had, for so long. */
  change(perSecond: number, seconds: number): Promise<readonly Sent[]>
  one(): Promise<Sent>
  end(): Promise<void>
}

export async function changing({ cluster }: Work): Promise<Changing> {
  const to = api(cluster.server, cluster.ca, cluster.tokens.admin)
  // A namespace that is deleted stays for a while.
  const namespace = `bench-live-${Date.now()}`
  const folder = `/api/v1/namespaces/${namespace}/configmaps`
  await to.call('POST', '/api/v1/namespaces', { metadata: { name: namespace } })
  const names = Array.from({ length: rows }, (_, at) => `row-${at + 10}`)
  for (const name of names) await to.call('POST', folder, { metadata: { name } })
  let turn = 0
  const one = async (): Promise<Sent> => {
    const name = names[turn % rows] ?? ''
    const value = 1 + (Math.floor(turn / rows) % 9)
    turn += 1
    const keys = Array.from({ length: 9 }, (_, at) => [`k${at}`, at < value ? 'x' : null])
    const data = Object.fromEntries(keys)
    await to.must('PATCH', `${folder}/${name}`, { data }, 'application/merge-patch+json')
    return { key: `${namespace}/${name}`, value: String(value), at: Date.now() }
  }
  return {
    list: `${listPath('configmaps')}?ns=${namespace}`,
    api: to,
    one,
    async change(perSecond, seconds) {
      const began = performance.now()
      const under: Promise<Sent>[] = []
      while (performance.now() - began < seconds * 1000) {
        under.push(one())
        await sleep(Math.max(0, (under.length * 1000) / perSecond - (performance.now() - began)))
      }
      return Promise.all(under)
    },
    async end() {
      await to.call('DELETE', `/api/v1/namespaces/${namespace}`)
      to.close()
    },
  }
}
