/** Where a pod runs, as whom, and what decides that. */
import type { Field, Said, Section } from '../../kind.ts'
import { carried, field, link } from './fields.ts'
import type { Pod, PodSpec, Toleration } from './pod.ts'

export function placeSection(pod: Pod): Section {
  const { spec = {}, status = {} } = pod
  const { nodeName, terminationGracePeriodSeconds: grace } = spec
  return {
    block: 'fields',
    title: 'Where it stands',
    fields: [
      field('Node', link('nodes', nodeName), ...onNode(nodeName), addressOf(status.hostIP)),
      field(
        'IP',
        ...(status.podIPs ?? []).map(({ ip }) => carried(ip)),
        spec.hostNetwork === true ? { text: '', note: 'the node’s own' } : undefined,
      ),
      ...identity(pod),
      field('QoS', status.qosClass),
      field('Runtime class', spec.runtimeClassName),
      field('Started', status.startTime && { text: '', time: status.startTime, note: 'ago' }),
      field('Restart policy', spec.restartPolicy),
      field('Grace', grace === undefined ? undefined : `${grace} s`),
      field('Shares with the node', shared(spec)),
    ],
  }
}

const addressOf = (ip: string | undefined): Said | undefined =>
  ip ? { text: '', note: ip } : undefined

/** The list of all pods there. */
const onNode = (name: string | undefined): readonly Said[] =>
  name === undefined || name === ''
    ? []
    : [{ text: '(its pods)', to: { list: 'pods', query: { fs: `spec.nodeName=${name}` } } }]

/** The same of a pod template. */
export function runsAs(pod: Pod): Section {
  const { spec = {} } = pod
  const { restartPolicy: policy, terminationGracePeriodSeconds: grace } = spec
  return {
    block: 'fields',
    title: 'Its pods',
    fields: [
      ...identity(pod),
      field('Runtime class', spec.runtimeClassName),
      field('Network', spec.hostNetwork === true ? 'the node’s own' : undefined),
      field('Restart policy', policy === 'Always' ? undefined : policy),
      field('Grace', grace === undefined || grace === 30 ? undefined : `${grace} s`),
      field('Shares with the node', shared(spec)),
    ],
  }
}

/** As whom it runs, and what comes before whom. */
function identity({ spec = {}, metadata: { namespace } }: Pod): readonly Field[] {
  const { priorityClassName: priority, imagePullSecrets = [] } = spec
  const to = { resource: 'priorityclasses.scheduling.k8s.io', name: priority ?? '' }
  return [
    field('Service account', link('serviceaccounts', spec.serviceAccountName, namespace)),
    field('Priority', priority && { text: priority, note: String(spec.priority ?? ''), to }),
    field('Pull secrets', ...imagePullSecrets.map(({ name }) => link('secrets', name, namespace))),
  ]
}

function shared({ hostPID, hostIPC }: PodSpec): string {
  const words = [hostPID === true ? 'processes' : '', hostIPC === true ? 'IPC' : '']
  return words.filter((word) => word !== '').join(', ')
}

export function schedulingSection({ spec = {} }: Pod): Section {
  return {
    block: 'fields',
    title: 'Scheduling',
    fields: [
      field(
        'Scheduler',
        spec.schedulerName === 'default-scheduler' ? undefined : spec.schedulerName,
      ),
      field(
        'Node selector',
        ...Object.entries(spec.nodeSelector ?? {}).map(([key, value]) =>
          labelled(`${key}=${value}`),
        ),
      ),
      field('Tolerations', ...(spec.tolerations ?? []).map(tolerationWords)),
      field('Gates', ...(spec.schedulingGates ?? []).map(({ name: called = '' }) => called)),
    ],
  }
}

/** The nodes that have it. */
const labelled = (l: string): Said => ({ text: l, to: { list: 'nodes', query: { l } } })

function tolerationWords({
  key,
  operator = 'Equal',
  value = '',
  effect = '',
  tolerationSeconds,
}: Toleration): string {
  const what = key === undefined ? 'every taint' : operator === 'Exists' ? key : `${key}=${value}`
  const forTime = tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds} s`
  return `${what}${effect === '' ? '' : `:${effect}`}${forTime}`
}
