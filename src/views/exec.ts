/** The page of a shell: which containers there are, and what would be run. Pure. */
import { type Container, isSidecar, type Pod } from '../kinds/parts/pod.ts'
import type { KubeObject } from '../kube.ts'
import type { DockButton } from './dock-strip.ts'
import { type ObjectContext, type ObjectFrame, type ObjectHead, place } from './object.ts'

export interface ExecPage extends Omit<ObjectFrame, 'stream' | 'live'> {
  readonly head: ObjectHead
  /** Where the page's script gets its ticket. */
  readonly action: string
  readonly uid: string
  readonly attach: boolean
  readonly containers: readonly {
    readonly name: string
    /** `app (init, ended)` */
    readonly text: string
    readonly chosen: boolean
  }[]
  /** Why nothing can be opened; empty: it can. */
  readonly hindered: string
  /** Enter opens it as soon as the page is there. */
  readonly first: boolean
  /** The same pod, the other way. */
  readonly other: { readonly href: string; readonly text: string } | null
  /** Where a container with tools is put beside it. */
  readonly debug: string
  /** Keeps it in the dock; null: there is none. */
  readonly dock: DockButton | null
  /** Where it goes on without the shell. */
  readonly object: string
  readonly assets: {
    readonly css: string
    readonly js: string
    readonly find: string
    readonly dock: string
  }
}

export interface ExecContainer {
  readonly name: string
  readonly role: '' | 'init' | 'sidecar' | 'ephemeral'
  readonly running: boolean
}

/** In the order in which people look for them: what the pod is for comes first. */
export function readContainers({ spec = {}, status = {} }: Pod): readonly ExecContainer[] {
  const running = new Set(
    [
      status.containerStatuses,
      status.initContainerStatuses,
      status.ephemeralContainerStatuses,
    ].flatMap((some = []) => some.filter(({ state }) => state?.running).map(({ name }) => name)),
  )
  const as = (role: ExecContainer['role']) => (one: Container) => ({
    name: one.name,
    role: role === 'init' && isSidecar(one) ? ('sidecar' as const) : role,
    running: running.has(one.name),
  })
  return [
    ...(spec.containers ?? []).map(as('')),
    ...(spec.ephemeralContainers ?? []).map(as('ephemeral')),
    ...(spec.initContainers ?? []).map(as('init')),
  ]
}

/** What one has to know of a container to attach to what runs in it. */
export function streamsOf(
  { spec = {} }: Pod,
  container: string,
): { readonly tty: boolean; readonly reads: boolean; readonly beside: boolean } {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec
  const all = [...containers, ...initContainers, ...ephemeralContainers]
  const { tty = false, stdin = false } = all.find(({ name }) => name === container) ?? {}
  return { tty, reads: stdin, beside: ephemeralContainers.some(({ name }) => name === container) }
}

interface Asked {
  readonly container: string
  readonly attach: boolean
  readonly containers: readonly ExecContainer[]
}

/** kubectl's own, then the first that runs. */
const usual = 'kubectl.kubernetes.io/default-container'

export function execBody(
  { metadata }: KubeObject,
  { ref, urls, cluster }: ObjectContext,
  { container, attach, containers }: Asked,
): Pick<
  ExecPage,
  'action' | 'uid' | 'attach' | 'containers' | 'hindered' | 'debug' | 'object' | 'other'
> {
  const chosen = chosenOf(containers, container || metadata.annotations?.[usual])
  const mode = attach ? 'exec' : 'attach'
  return {
    action: urls.part(cluster, place(ref), attach ? 'attach' : 'exec'),
    object: urls.object(cluster, place(ref)),
    uid: metadata.uid ?? '',
    attach,
    containers: containers.map((each) => ({
      name: each.name,
      text: textOf(each),
      chosen: each === chosen,
    })),
    hindered: containers.some(({ running }) => running) ? '' : 'None of its containers is running.',
    debug: ref.resource.subresources.includes('ephemeralcontainers')
      ? urls.part(cluster, place(ref), 'debug')
      : '',
    other: ref.resource.subresources.includes(mode)
      ? {
          href: urls.part(cluster, place(ref), mode, { container }),
          text: attach ? 'Open a shell' : 'Attach to its process',
        }
      : null,
  }
}

function chosenOf(containers: readonly ExecContainer[], named = '') {
  const running = containers.find((each) => each.running)
  return containers.find(({ name }) => name === named) ?? running ?? containers[0]
}

function textOf({ name, role, running }: ExecContainer): string {
  const notes = [role, running ? '' : 'not running'].filter((note) => note !== '')
  return notes.length === 0 ? name : `${name} (${notes.join(', ')})`
}
