/** The process: configuration → parts → listen → drain. */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { attempts } from './auth/attempts.ts'
import { type LocalKey, localKey } from './auth/local.ts'
import { people } from './auth/people.ts'
import { type Seal, sealWith } from './auth/seal.ts'
import { secrets } from './auth/secrets.ts'
import { tickets } from './auth/tickets.ts'
import { type Clusters, openClusters } from './clusters.ts'
import { type Config, ConfigError, printed, readConfig, version } from './config.ts'
import type { Demo } from './demo.ts'
import { fronts, type Fronts, starting } from './fronts.ts'
import { loadAssets } from './http/assets.ts'
import { auditor } from './http/audit.ts'
import { clientError, maxHeaderSize } from './http/client-error.ts'
import type { Lasting } from './http/env.ts'
import { goDown } from './http/going-down.ts'
import { ownHosts } from './http/guard.ts'
import { type Log, logger, traced } from './http/log.ts'
import { metricsServer, type Own } from './http/metrics-server.ts'
import { Sockets } from './http/sockets.ts'
import { registry } from './live/registry.ts'
import { sizing, spare, thrifty } from './live/sparing.ts'
import { metrics } from './metrics.ts'
import { Runs } from './runs.ts'
import { type Limits, Terminals } from './terminals.ts'
import { compileViews } from './views.ts'

const argv = process.argv.slice(2)
const asked = printed(argv)
if (asked !== null) process.stdout.write(`${asked}\n`)
else {
  try {
    await run(readConfig(argv, process.env))
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error)
    process.exit(error instanceof ConfigError ? 2 : 1)
  }
}

async function run(config: Config): Promise<void> {
  const log = logger(config.log, config.logLevel, (line) => console.log(line))
  const say = announcer(config)
  // What nobody waited for has failed one page at most: it is told, and the others go on.
  process.on('unhandledRejection', (error) => log('error', 'unforeseen', { error: traced(error) }))
  compileViews()
  const clusters = await openClusters(config, process.env, demo)
  const down = new AbortController()
  let leaving = false
  const seal = sealWith(secrets(config, process.env, log))
  const parts = partsOf(config, clusters, log, seal, down.signal)
  const app = { ...starting }
  const sockets = new Sockets()
  const server = serving(app, sockets)
  const port = await listen(server, config.host, config.port)
  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}${config.basePath}/`
  const again = (key: string) => say(`For another browser: ${address}?key=${key}`)
  const isGuarded = await guarded(config, clusters)
  const local = isGuarded ? localKey(config.basePath || '/', port, again) : null
  const guards = { hosts: allowed(config, port), local, draining: () => leaving }
  Object.assign(app, fronts(parts, guards, seal))
  const problem = clusters.problem()
  if (problem !== null) log('warn', problem)
  const stop = async (seconds: number) => {
    if (leaving) return
    leaving = true
    log('info', 'Portlight goes down', { wait: seconds })
    await sleep(seconds * 1000)
    down.abort()
    await goDown(server, sockets, parts)
    process.exit(0)
  }
  process.once('SIGINT', () => void stop(0))
  process.once('SIGTERM', () => void stop(config.drainWait))
  say(`Portlight ${version()} listens on ${address}${keyed(local)}`)
  say(await whatIsShown(clusters))
  if (local !== null) say('The key in the address opens it once, for one browser.')
  await measured(config, parts)
  thrifty()
}

/** Figures for whoever asks on their port. */
async function measured({ host, metricsPort }: Config, parts: Lasting): Promise<void> {
  if (metricsPort === null) return
  const port = await listen(metricsServer(parts, own), host, metricsPort)
  parts.log('info', `Metrics are on port ${port}`)
}

const began = Date.now() / 1000 - process.uptime()

function own(): Own {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed } = process.memoryUsage()
  return { resident: rss, heap: heapUsed, cpu: (user + system) / 1e6, started: began }
}

/** What whoever started it wants to know at any level: for a person a line as it is, for machines one like all others. */
function announcer({ log: form }: Config): (line: string) => void {
  const log = logger(form, 'info', (line) => console.log(line))
  return (line) => (form === 'json' ? log('info', line) : console.log(line))
}

/** @param app may be another by the time that somebody asks. */
function serving(app: Fronts, sockets: Sockets): ServerType {
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    websocket: { server: sockets.adapted() },
    serverOptions: {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      maxHeaderSize,
      keepAliveTimeout: 75_000,
      connectionsCheckingInterval: 2000,
      // Whoever asks for another protocol gets an answer in this one, not a socket that nobody closes.
      shouldUpgradeCallback(incoming) {
        app.note(incoming)
        return incoming.headers.upgrade?.toLowerCase() === 'websocket'
      },
    },
  })
  server.prependListener('request', (incoming: IncomingMessage) => app.note(incoming))
  server.on('clientError', clientError)
  return server
}

function keyed(local: LocalKey | null): string {
  return local === null ? '' : `?key=${local.current()}`
}

/** One line for who started it: which clusters, and from where. */
async function whatIsShown(clusters: Clusters): Promise<string> {
  const all = await clusters.all()
  const from = [...new Set(all.map(({ source }) => source))].join(', ')
  if (from === 'demo')
    return 'It shows an invented demo cluster: no kubeconfig was found, or --demo was given.'
  return `It shows ${all.length === 1 ? '1 cluster' : `${all.length} clusters`}${from === '' ? '' : ` (${from})`}.`
}

/** Read only when it is wanted: a pod never needs it. */
async function demo(): Promise<Demo> {
  const { startDemo } = await import('./demo.ts')
  return startDemo()
}

function partsOf(
  config: Config,
  clusters: Clusters,
  log: Log,
  seal: Seal,
  down: AbortSignal,
): Lasting {
  return {
    config,
    clusters,
    assets: loadAssets(),
    log,
    audit: auditor((line) => console.log(line)),
    metrics: metrics({ version: version(), node: process.versions.node }),
    people: people(),
    registry: registry(config.rowsMemory * 1_000_000, sizing(spare)),
    runs: new Runs({
      down,
      unforeseen: (error) => log('error', 'unforeseen', { error: traced(error) }),
    }),
    terminals: new Terminals(shellLimits(config)),
    tickets: tickets(seal),
    attempts: attempts(),
    down,
  }
}

/** Milliseconds, and how many at a time. */
function shellLimits({ shellIdle, shellLongest }: Config): Limits {
  return {
    away: 60_000,
    idle: shellIdle * 60_000,
    longest: shellLongest * 3_600_000,
    review: 30_000,
    each: 10,
    all: 200,
  }
}

/** The port that was taken. @throws ConfigError for one that cannot be had. */
async function listen(server: ServerType, host: string, port: number): Promise<number> {
  const listening = once(server, 'listening')
  server.listen(port, host)
  try {
    await listening
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const why =
      code === 'EADDRINUSE'
        ? 'something else listens there; choose another with --port=8081, or --port=0 for any free one'
        : code
    throw new ConfigError([`Cannot listen on ${host}, port ${port}: ${why}.`])
  }
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

/** A kubeconfig's rights behind an open port are for the person who started it alone. */
async function guarded(config: Config, clusters: Clusters): Promise<boolean> {
  if (config.signIn !== 'none' || !config.localKey) return false
  const all = await clusters.all()
  return all.length === 0 || all.some(({ source }) => source !== 'demo')
}

/** Without sign-in only our own names are answered (DNS rebinding); with it, those that were named, or any. */
function allowed(config: Config, port: number): ReadonlySet<string> | null {
  if (config.signIn !== 'none' && config.hosts.length === 0) return null
  return ownHosts(config.host, port, config.hosts)
}
