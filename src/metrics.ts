/** What an operator's Prometheus is told of this process: no clusters, no objects, no people, so that there are few series and nothing to be learned from them. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { hear } from './happenings.ts'
import { exposition, type Family, type Sample } from './metrics/exposition.ts'
import { Counter, Histogram } from './metrics/series.ts'

export { contentType } from './metrics/exposition.ts'

/** What is asked when it is told, not counted as it happens. */
export interface Now {
  readonly collections: number
  readonly rows: number
  /** Bytes. */
  readonly rowsWeight: number
  readonly shells: number
  readonly runs: number
  /** Bytes. */
  readonly resident: number
  readonly heap: number
  /** Seconds of CPU so far. */
  readonly cpu: number
  /** Seconds since 1970. */
  readonly started: number
}

export interface Metrics {
  /** @param route a pattern of ours, never an address. @param seconds until its answer began. */
  request(about: { route: string; method: string; status: number }, seconds: number): void
  text(now: Now): string
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
/** Milliseconds between two looks at the event loop. */
const resolution = 20
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** @param about what was built: version, and Node's. */
export function metrics(about: Readonly<Record<string, string>>): Metrics {
  const requests = new Counter()
  const took = new Histogram(seconds)
  const heard = listen()
  const late = lateness()
  return {
    request({ route, method, status }, s) {
      const known = methods.has(method) ? method : 'other'
      requests.add({ route, method: known, status: String(status) })
      took.add({ route }, s)
    },
    text: (now) =>
      exposition([
        gauge('build_info', 'What runs here.', [{ labels: about, value: 1 }]),
        counter('http_requests_total', 'Requests; 499: its sender went away.', requests),
        histogram('http_request_duration_seconds', 'Until the answer began.', took),
        ...heard(),
        ...gauges(now),
        gauge('event_loop_delay_seconds', 'How late it was since this was last asked.', late()),
        ...ofProcess(now),
      ]),
  }
}

/** Looked at from the first time that it is asked for: who asks nobody is not woken fifty times a second. */
function lateness(): () => readonly Sample[] {
  const delay = monitorEventLoopDelay({ resolution })
  return () => {
    const samples = [0.5, 0.99, 1].map((quantile) => {
      const ms = delay.count === 0 ? 0 : delay.percentile(quantile * 100) / 1e6
      const value = Math.max(0, ms - resolution) / 1000
      return { labels: { quantile: String(quantile) }, value }
    })
    delay.reset()
    delay.enable()
    return samples
  }
}

/** Counted from now on. @returns what was heard. */
function listen(): () => readonly Family[] {
  const calls = new Counter()
  const took = new Histogram(seconds)
  const evicted = new Counter()
  const open = { stream: 0, watch: 0, log: 0 }
  hear('call', ({ status, ms }) => {
    calls.add({ status: status === 0 ? 'none' : String(status) })
    took.add({}, ms / 1000)
  })
  hear('upstream', ({ what, by }) => (open[what] += by))
  hear('stream', (by) => (open.stream += by))
  hear('evicted', (why) => evicted.add({ why }))
  return () => [
    counter('upstream_calls_total', 'Requests to API servers by status; none: no answer.', calls),
    histogram(
      'upstream_call_duration_seconds',
      'Until the answer was there, of a stream its head.',
      took,
    ),
    counter('rows_evicted_total', 'Lists given up for memory: idle, or too large (full).', evicted),
    gauge('streams', 'Streams open to pages.', one(open.stream)),
    gauge('watches', 'Watches open on API servers.', one(open.watch)),
    gauge('logs', 'Logs being read from API servers.', one(open.log)),
  ]
}

const gauges = (now: Now): readonly Family[] => [
  gauge('shells', 'Shells open in containers.', one(now.shells)),
  gauge('runs', 'Runs over many objects under way.', one(now.runs)),
  gauge('collections', 'Lists kept by a watch.', one(now.collections)),
  gauge('rows', 'Rows of kept lists.', one(now.rows)),
  gauge('rows_bytes', 'Memory that they take, about.', one(now.rowsWeight)),
]

/** By the names that all exporters use. */
const ofProcess = (now: Now): readonly Family[] => [
  plain('process_resident_memory_bytes', 'gauge', 'Resident memory.', now.resident),
  plain('nodejs_heap_size_used_bytes', 'gauge', 'JavaScript’s heap in use.', now.heap),
  plain('process_cpu_seconds_total', 'counter', 'CPU time of user and system.', now.cpu),
  plain('process_start_time_seconds', 'gauge', 'When it was started.', now.started),
]

const one = (value: number): readonly Sample[] => [{ labels: {}, value }]

const plain = (name: string, type: Family['type'], help: string, value: number): Family => ({
  name,
  help,
  type,
  samples: one(value),
})

const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({
  name: `portlight_${name}`,
  help,
  type: 'gauge',
  samples,
})

type Growing = Counter | Histogram
const counter = (name: string, help: string, of: Growing): Family =>
  grown(name, help, 'counter', of)
const histogram = (name: string, help: string, of: Growing): Family =>
  grown(name, help, 'histogram', of)

function grown(name: string, help: string, type: Family['type'], of: Growing): Family {
  return { name: `portlight_${name}`, help, type, samples: of.samples() }
}
