/** The clusters of kubeconfig files, read again when a file changes; a broken version keeps the old. */
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { NotFound } from '../errors.ts'
import type { Clusters, Settings } from './cluster.ts'
import { contextCluster, type ContextCluster } from './context.ts'
import { readKubeconfig, type Entry, type Kubeconfig } from './files.ts'
import { clusterNames } from './names.ts'

/** Milliseconds between two looks at the files. */
const rest = 1000

/** What the files said last. `marks` tells one version of a context from the next. */
interface State {
  readonly clusters: readonly ContextCluster[]
  readonly marks: ReadonlyMap<string, string>
  readonly current: string | null
  readonly problem: string | null
  readonly read: boolean
}

const nothing: State = { clusters: [], marks: new Map(), current: null, problem: null, read: false }

/**
 * Never throws for what stands in the files: `problem()` tells it.
 * @param paths relative ones start from the working folder.
 */
export async function openKubeconfig(
  paths: readonly string[],
  settings: Settings,
): Promise<Clusters> {
  const files = paths.map((path) => resolve(path))
  let state = nothing
  let seen = ''
  let checked = Number.NEGATIVE_INFINITY
  let checking: Promise<void> | null = null

  async function check(): Promise<void> {
    const print = await fingerprint(files)
    checked = settings.now()
    if (print === seen) return
    seen = print
    state = await next(files, settings, state)
  }
  async function latest(): Promise<State> {
    if (checking === null && settings.now() - checked >= rest) {
      checking = check().finally(() => (checking = null))
    }
    await checking
    return state
  }

  await latest()
  return {
    all: async () => (await latest()).clusters,
    get: async (name) => {
      const cluster = (await latest()).clusters.find((each) => each.name === name)
      if (cluster === undefined) throw new NotFound('cluster', name)
      return cluster
    },
    current: async () => (await latest()).current,
    problem: () => state.problem,
    ready: () => state.read,
    close: async () => state.clusters.forEach((cluster) => cluster.close()),
  }
}

/** Changes with every change of a file that a glance can see. */
async function fingerprint(files: readonly string[]): Promise<string> {
  const marks = files.map(async (file) => {
    const seen = await stat(file).catch(() => null)
    return seen === null ? 'none' : `${seen.ino}:${seen.size}:${seen.mtimeMs}`
  })
  return (await Promise.all(marks)).join(' ')
}

async function next(files: readonly string[], settings: Settings, old: State): Promise<State> {
  try {
    return arrange(await readKubeconfig(files), settings, old)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const kept = old.read ? ' The contexts read before are kept.' : ''
    return { ...old, problem: `${reason} Mend the file; it is read again by itself.${kept}` }
  }
}

/** Contexts that say what they said before keep their cluster and so their connection. */
function arrange(kubeconfig: Kubeconfig, settings: Settings, old: State): State {
  const entries = [...kubeconfig.contexts.values()]
  const names = clusterNames(entries.map((entry) => entry.name))
  const named = entries
    .map((entry, index) => ({ entry, name: names[index] ?? entry.name }))
    .filter(({ entry }) => settings.context === null || entry.name === settings.context)
  const marks = new Map(named.map(({ entry, name }) => [name, mark(entry, kubeconfig)]))
  const clusters = named.map(({ entry, name }) => {
    const same = old.marks.get(name) === marks.get(name)
    const kept = same ? old.clusters.find((cluster) => cluster.name === name) : undefined
    return kept ?? contextCluster(name, entry, kubeconfig, settings)
  })
  for (const gone of old.clusters) if (!clusters.includes(gone)) gone.close()
  const wanted = settings.context ?? kubeconfig.current
  const current = named.find(({ entry }) => entry.name === wanted)?.name ?? null
  return { clusters, marks, current, problem: missing(kubeconfig, settings), read: true }
}

/** Everything that a context's cluster is made from. */
function mark(entry: Entry, { clusters, users }: Kubeconfig): string {
  const value: unknown = entry.value
  const named = (key: string) =>
    typeof value === 'object' && value !== null ? String(Reflect.get(value, key)) : ''
  return JSON.stringify([entry, clusters.get(named('cluster')), users.get(named('user'))])
}

function missing({ contexts }: Kubeconfig, { context }: Settings): string | null {
  const known = [...contexts.keys()].map((name) => `“${name}”`).join(', ')
  if (contexts.size === 0)
    return 'The kubeconfig has no contexts. Add one: kubectl config set-context.'
  if (context === null || contexts.has(context)) return null
  return `The kubeconfig has no context “${context}” (--context). It has ${known}.`
}
