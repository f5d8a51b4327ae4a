/** Logs by other readers than a browser: a terminal, a file, one that stands still, one that leaves. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, goals } from './figure.ts'
import { figure, quantile } from './live.ts'
import { followLog } from '../support/log-follower.ts'
import { type Bench, sampled } from './log-page.ts'
import { size } from './talkers.ts'
import { times } from './work.ts'

/** Seconds. */
const long = 30

export async function terminal({ server, source }: Bench): Promise<Figure[]> {
  const url = `${server.url}${source.path('busy')}&follow=1`
  const curl = spawn('curl', ['-sN', url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const came = { lines: 0, missing: 0, last: 0 }
  createInterface({ input: curl.stdout }).on('line', (text) => {
    const number = Number(/line (\d+) /.exec(text)?.[1])
    if (came.last > 0) came.missing += number - came.last - 1
    came.last = number
    came.lines += 1
  })
  await sleep(2000)
  const before = came.lines
  await sleep(long * 1000)
  const rate = (came.lines - before) / long
  curl.kill()
  const how = `\`curl -sN …/logs?follow=1\` over ${long} s, of a log of 10,000 lines/s; ${came.missing} lines missing or twice`
  return [figure('', 'lines followed as text', 'lines/s', rate, undefined, how)]
}

export async function downloaded({ server, source }: Bench): Promise<Figure[]> {
  const url = `${server.url}${source.path('file')}&as=txt&download=1`
  const first = await opened(url)
  await once(first, 'data')
  first.destroy()
  await sleep(1000)
  const before = (await server.memory()).now
  const rss = sampled(async () => (await server.memory()).now)
  const began = performance.now()
  const curl = spawn('curl', ['-sN', '-o', '/dev/null', '-w', '%{size_download}', url])
  let text = ''
  curl.stdout.setEncoding('utf8').on('data', (some: string) => (text += some))
  await once(curl, 'close')
  const seconds = (performance.now() - began) / 1000
  const growth = Math.max(...(await rss())) - before
  const speed = Math.round(size / 1e6 / seconds)
  const how = `\`curl\`, ${text} of ${size} bytes came in ${Math.round(seconds)} s (${speed} MB/s); VmRSS, the most while they came, of a process that has begun a download before`
  return [
    figure('', 'server RSS growth, a log of 2 GB as a file', 'MB', growth, goals.download, how),
  ]
}

export async function stalled({ server, source }: Bench): Promise<Figure[]> {
  const stream = `${server.url}${source.path('busy')}&watch=0`
  const other = followLog(stream)
  const ages: number[] = []
  await sleep(10_000)
  const before = (await server.memory()).now
  const still = await opened(stream)
  still.pause()
  const rss = sampled(async () => (await server.memory()).now)
  const end = performance.now() + long * 1000
  while (performance.now() < end) {
    await sleep(100)
    ages.push(Date.now() - other.so().newest)
  }
  const growth = Math.max(...(await rss())) - before
  still.destroy()
  other.close()
  const how = `a stream that is opened and never read, ${long} s beside another viewer, each of a log of 10,000 lines/s`
  return [
    figure('', 'server RSS growth for a page that reads no more', 'MB', growth, undefined, how),
    figure('', 'age of the newest line beside it, p99', 'ms', quantile(ages, 0.99), undefined, how),
  ]
}

export async function closing({ server, source }: Bench): Promise<Figure[]> {
  const values = await times(9, async () => {
    const one = await opened(`${server.url}${source.path('busy')}&watch=0`)
    one.resume()
    await sleep(1000)
    const before = source.left.length
    const at = Date.now()
    one.destroy()
    while (source.left.length === before) await sleep(20)
    return (source.left.at(-1)?.at ?? 0) - at
  })
  const how = 'from the reader’s leaving until the API server has ended its request to the kubelet'
  const name = 'a page is closed until its log is read no more'
  return [{ id: '', name, unit: 'ms', values, goal: goals.logLeft, how }]
}

async function opened(url: string): Promise<IncomingMessage> {
  const sent = request(url, { agent: false }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.on('error', () => {})
  return answer
}
