/** One container as a section: what it is, how it runs, what it is given. */
import type { Field, Fields, Grid, Said, Section, Tone } from '../../kind.ts'
import { term } from '../../views/narrower.ts'
import { envRows } from './env.ts'
import { exitWords } from './exits.ts'
import { field } from './fields.ts'
import type { Container, ContainerStatus, ContainerState, Labels, Pod, Terminated } from './pod.ts'
import { crashes, why } from './pod-status.ts'
import { command, portWords, probeWords } from './probes.ts'
import { securityWords } from './security.ts'
import { sourceOf } from './volumes.ts'

/** What a container is for, behind its name. */
export type Role = '' | 'init' | 'sidecar' | 'ephemeral'

/** @param pod one with an empty status for a pod template: then nothing is said of how it runs. */
export function containerCard(
  pod: Pod,
  container: Container,
  role: Role,
  status?: ContainerStatus,
): Section[] {
  const namespace = pod.metadata.namespace
  const card: Fields = {
    block: 'fields',
    title: role === '' ? container.name : `${container.name} (${role})`,
    note: imageOf(container, namespace),
    ...(status !== undefined && { tone: toneOf(pod, status, role) }),
    fields: [...(status === undefined ? [] : running(pod, status)), ...made(pod, container)],
  }
  const env: Grid = {
    block: 'grid',
    title: `${container.name}: environment`,
    heads: ['Variable', 'Value'],
    rows: envRows(container, namespace),
  }
  return env.rows.length === 0 ? [card] : [card, env]
}

/** With the pods that run the same. */
function imageOf({ image = '' }: Container, ns: string | undefined): Said {
  const q = term('image', image)
  return q === ''
    ? { text: image }
    : { text: image, copy: true, to: { list: 'pods', query: { ns, q } } }
}

/** Of a list's marks too: what one container is like. */
export function toneOf(pod: Pod, one: ContainerStatus, role: Role): Tone {
  const { running: runs, terminated, waiting } = one.state ?? {}
  if (crashes(pod, one)) return 'bad'
  if (terminated !== undefined) return terminated.exitCode === 0 ? 'idle' : 'bad'
  if (runs !== undefined)
    return one.ready === true || role === 'init' || role === 'ephemeral' ? 'ok' : 'warn'
  if (waiting === undefined) return 'idle'
  return ['ContainerCreating', 'PodInitializing', ''].includes(waiting.reason ?? '')
    ? 'busy'
    : 'bad'
}

function running(pod: Pod, one: ContainerStatus): readonly Field[] {
  const last = one.lastState?.terminated
  const { waiting, terminated } = one.state ?? {}
  const reason = waiting === undefined ? '' : why(pod, one)
  return [
    field(
      'State',
      stateWords(one.state, one.ready === true),
      reason === '' ? message(terminated) : { text: '', note: reason },
    ),
    field('Last state', last === undefined ? undefined : endWords(last), message(last)),
    field(
      'Restarts',
      one.restartCount
        ? { text: String(one.restartCount), ago: last?.finishedAt ?? undefined }
        : undefined,
    ),
  ]
}

function stateWords(
  { waiting, running: runs, terminated }: ContainerState = {},
  ready: boolean,
): Said {
  if (runs !== undefined)
    return {
      text: ready ? 'running, ready' : 'running, not ready',
      ago: runs.startedAt ?? undefined,
    }
  if (terminated !== undefined) return endWords(terminated)
  return { text: waiting === undefined ? 'not started' : `waiting: ${waiting.reason ?? ''}` }
}

function endWords(last: Terminated): Said {
  const word = ['Error', 'OOMKilled', 'Completed', ''].includes(last.reason ?? '')
    ? ''
    : ` ${last.reason}`
  const ran = span(last)
  return {
    text: `ended${word}: ${exitWords(last)}${ran === '' ? '' : `, ran ${ran}`}`,
    ago: last.finishedAt ?? undefined,
  }
}

/** What the process left as its last words (terminationMessagePath). */
const message = (last: Terminated | undefined): Said | undefined =>
  last?.message === undefined || last.message === '' ? undefined : { text: '', note: last.message }

function span({ startedAt, finishedAt }: Terminated): string {
  const ms = Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '')
  if (!(ms >= 0)) return ''
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

function made(pod: Pod, container: Container): readonly Field[] {
  const { resources = {}, livenessProbe, readinessProbe, startupProbe } = container
  const probe = (word: string, of: typeof livenessProbe) => of && `${word} ${probeWords(of)}`
  return [
    field('Command', command([...(container.command ?? []), ...(container.args ?? [])])),
    field('Ports', portWords(container)),
    field('Resources', resourceWords(resources.requests, resources.limits)),
    ...[
      probe('ready', readinessProbe),
      probe('live', livenessProbe),
      probe('startup', startupProbe),
    ]
      .filter((each) => each !== undefined)
      .map((each, at) => field(at === 0 ? 'Probes' : '', each)),
    ...mounts(pod, container),
    field(
      'Security',
      securityWords(container.securityContext ?? {}, pod.spec?.securityContext ?? {}),
    ),
  ]
}

/** `cpu 10m → 500m · memory 32Mi, no limit`: request, then limit. */
function resourceWords(requests: Labels = {}, limits: Labels = {}): string {
  const names = [...new Set(['cpu', 'memory', ...Object.keys(requests), ...Object.keys(limits)])]
  const words = names.map((name) => {
    const [least, most] = [requests[name], limits[name]]
    if (least === undefined && most === undefined) return ''
    if (least === undefined) return `${name} ${most} at most`
    return most === undefined ? `${name} ${least}, no limit` : `${name} ${least} → ${most}`
  })
  return words.filter((word) => word !== '').join(' · ') || 'no requests, no limits'
}

function mounts(pod: Pod, { volumeMounts = [] }: Container): readonly Field[] {
  const { namespace, name } = pod.metadata
  return volumeMounts.map((mount, at) => {
    const volume = pod.spec?.volumes?.find((each) => each.name === mount.name)
    const notes = [
      mount.subPath === undefined ? '' : `its ${mount.subPath}`,
      mount.readOnly === true ? 'read-only' : '',
    ]
    const from = volume === undefined ? [{ text: mount.name }] : sourceOf(volume, namespace, name)
    const note = notes.filter((word) => word !== '').join(', ')
    return field(
      at === 0 ? 'Mounts' : '',
      `${mount.mountPath ?? ''} from`,
      ...from,
      note === '' ? undefined : { text: '', note },
    )
  })
}
