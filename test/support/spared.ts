/** A process of its own that keeps many objects, lets them go, and tells its resident memory: a program, not a part. */
import { setTimeout as sleep } from 'node:timers/promises'
import { spare, thrifty } from '../../src/live/sparing.ts'

interface Made {
  readonly name: string
  readonly labels: object
}
const made = (count: number): readonly Made[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `pod-${at}`,
    labels: { app: `app-${at}`, team: `team-${at}`, all: [at, { at }, `${at}`] },
  }))

/** What a page costs, many times over, with turns between. */
async function worked(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    for (let page = 0; page < 15; page += 1) made(500)
    await sleep(1)
  }
}

const kept: { rows: readonly Made[] } = { rows: [] }
thrifty()
spare(true)
kept.rows = made(300_000)
await worked()
const full = process.memoryUsage.rss()
kept.rows = []
spare(false)
await worked()
await worked()
console.log(JSON.stringify({ full, after: process.memoryUsage.rss() }))
