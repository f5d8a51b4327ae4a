/** P17: fifty people who each follow the same 10,000 pods. */
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { api } from '../cluster/api.ts'
import { type Figure, goals } from './figure.ts'
import { type InCluster, inCluster } from './in-cluster.ts'
import { figure } from './live.ts'
import { cleared, made } from './people.ts'
import type { Measurement, Work } from './work.ts'

const people = 50
const group = { group: 'portlight-bench-people', count: people, role: 'view' }

export const identities: Measurement = async (work) => {
  const admin = api(work.cluster.server, work.cluster.ca, work.cluster.tokens.admin)
  const at = await inCluster(work)
  const over = new AbortController()
  try {
    const tokens = await made(admin, group)
    for (const token of tokens) await follow(at, token, over.signal)
    await sleep(3_000)
    const { now, most } = await at.process.memory()
    return figures(work, now, most)
  } finally {
    over.abort()
    await at.stop()
    await cleared(admin, group)
    admin.close()
  }
}

/** Resolves when the stream has told that it is live. */
function follow({ process, list }: InCluster, token: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const url = process.url + list('sort=-restarts&watch=')
    const headers = { authorization: `Bearer ${token}` }
    const sent = get(url, { agent: false, signal, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url}: ${answer.statusCode}`))
      answer.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('data-live="live"')) resolve()
      })
    })
    sent.on('error', (error) => {
      if (!signal.aborted) reject(error)
    })
  })
}

function figures({ pods }: Work, now: number, most: number): Figure[] {
  const count = pods.toLocaleString('en-US')
  const how = `VmRSS, in a pod’s environment, 3 s after the last of ${people} streams of \`?sort=-restarts\` was live, each with the token of another service account; at most ${most.toFixed(0)} MB while they filled one after the other`
  const name = `server RSS, ${people} identities following the same ${count} pods`
  return [figure('P17', name, 'MB', now, goals.people, how)]
}
