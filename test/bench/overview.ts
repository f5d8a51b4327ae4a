/** The overview of a large cluster in which things go wrong: bytes, until it is there, until it is whole. */
import { get } from 'node:http'
import { createBrotliDecompress } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'
import { withFaults } from './faults.ts'
import { type Figure, goals } from './figure.ts'
import { type InCluster, inCluster } from './in-cluster.ts'
import { figure } from './live.ts'
import { type Measurement, times, type Work } from './work.ts'

const path = '/c/in-cluster'
const document = { 'sec-fetch-dest': 'document' }

export const overview: Measurement = (work) =>
  withFaults(work, async () => {
    const at = await inCluster(work)
    try {
      await sleep(1_000)
      await at.late()
      const cold = await read(at)
      const whole = await filled(at, cold)
      const late = await at.late()
      await sleep(2_000)
      const { now: weight } = await at.process.memory()
      const warm = await times(9, () => read(at))
      return figures(work, { cold, whole, late: late.most, weight, warm })
    } finally {
      await at.stop()
    }
  })

interface Page {
  /** Milliseconds to the last byte. */
  readonly took: number
  /** When it was asked for, of `performance.now()`. */
  readonly began: number
  /** Of the document, as served. */
  readonly bytes: number
  readonly html: string
}

/** As a browser asks. @throws Error for any status but 200. */
function read({ process, headers }: InCluster): Promise<Page> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const sent = get(process.url + path, { headers: { ...headers, ...document } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`))
      let [bytes, html] = [0, '']
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      const text = answer.pipe(createBrotliDecompress()).setEncoding('utf8')
      text.on('data', (chunk: string) => (html += chunk))
      text.on('error', reject)
      text.on('end', () => resolve({ took: performance.now() - began, began, bytes, html }))
    })
    sent.on('error', reject)
  })
}

/** Milliseconds from the request for the page until its stream says that it is live, all of it there. */
async function filled({ process, headers }: InCluster, page: Page): Promise<number> {
  const address = /hx-sse:connect="([^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const answer = await fetch(process.url + address, { headers })
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (!text.includes('data-live="live"')) continue
    const took = performance.now() - page.began
    const said = page.html + text
    for (const word of ['crasher', 'giant', 'deaf', 'homeless', 'tight'])
      if (!said.includes(word)) throw new Error(`nothing is said of ${word}`)
    return took
  }
  throw new Error('the stream ended before it was live')
}

interface Measured {
  readonly cold: Page
  readonly whole: number
  readonly late: number
  readonly weight: number
  readonly warm: readonly Page[]
}

function figures({ pods }: Work, of: Measured): Figure[] {
  const large = pods > 50_000
  const count = pods.toLocaleString('en-US')
  const what = `overview of ${count} pods, 166 of them failing in three ways, a claim and a quota`
  const where = 'in a pod’s environment, without a kubeconfig'
  return [
    {
      id: '',
      name: `${what}: the document`,
      unit: 'kB',
      values: of.warm.map(({ bytes }) => bytes / 1_000),
      goal: goals.overview,
      how: 'brotli, as served, whole',
    },
    figure(
      '',
      `the same, cold, until the page is there`,
      'ms',
      of.cold.took,
      goals.firstPage,
      `first request of a new process ${where}, to the last byte: what was not there in time is said`,
    ),
    figure(
      '',
      `the same, cold, until all of it is there`,
      's',
      of.whole / 1000,
      goals[large ? 'coldSortMany' : 'coldSort'],
      'from that request until the page’s stream says live: all kinds read and looked at',
    ),
    {
      id: '',
      name: `the same, all rows kept`,
      unit: 'ms',
      values: of.warm.map(({ took }) => took),
      how: 'request to last byte; each kind is asked for as the person, for one object',
    },
    figure('', 'longest turn meanwhile', 'ms', of.late, goals.slice, 'beyond 1 ms, while it reads'),
    figure(
      'P8',
      `server RSS, an overview of ${count} pods filled`,
      'MB',
      of.weight,
      goals[large ? 'filledMany' : 'filled'],
      `VmRSS, ${where}, 2 s after it was whole`,
    ),
  ]
}
