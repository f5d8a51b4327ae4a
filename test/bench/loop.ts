/** Loaded into a process that is measured: SIGUSR2 writes how late its event loop was since the last one. */
import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between two looks: what a turn of the loop takes beyond it is its delay. */
const resolution = 1
const watched = monitorEventLoopDelay({ resolution })
watched.enable()

const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution)

process.on('SIGUSR2', () => {
  const said = { p99: late(watched.percentile(99)), most: late(watched.max), turns: watched.count }
  watched.reset()
  writeFileSync(process.env['BENCH_LOOP'] ?? '', JSON.stringify(said))
})
