/** Probes, ports and commands of a container, as one reads them. */
import type { Container, ContainerPort, Probe } from './pod.ts'

/** `GET :http/ready · every 10s, 3 failures, timeout 1s`. */
export function probeWords(probe: Probe): string {
  const { initialDelaySeconds: delay, periodSeconds = 10, timeoutSeconds = 1 } = probe
  const { failureThreshold = 3 } = probe
  const times = [
    `every ${periodSeconds}s`,
    `${failureThreshold} ${failureThreshold === 1 ? 'failure' : 'failures'}`,
    `timeout ${timeoutSeconds}s`,
    ...(delay === undefined || delay === 0 ? [] : [`after ${delay}s`]),
  ]
  return `${target(probe)} · ${times.join(', ')}`
}

function target({ httpGet, tcpSocket, grpc, exec }: Probe): string {
  if (httpGet !== undefined) {
    const scheme = httpGet.scheme === 'HTTPS' ? 'HTTPS ' : ''
    return `${scheme}GET ${httpGet.host ?? ''}:${httpGet.port ?? ''}${httpGet.path ?? '/'}`
  }
  if (tcpSocket !== undefined) return `TCP ${tcpSocket.host ?? ''}:${tcpSocket.port ?? ''}`
  if (grpc !== undefined) return `gRPC :${grpc.port ?? ''} ${grpc.service ?? ''}`.trim()
  return command(exec?.command ?? [])
}

/** Words as a shell would take them. */
export function command(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ')
}

/** `http 8080 · metrics 9090/UDP`. */
export const portWords = ({ ports = [] }: Container): string => ports.map(portWord).join(' · ')

function portWord({
  name = '',
  containerPort = 0,
  hostPort,
  protocol = 'TCP',
}: ContainerPort): string {
  const kind = protocol === 'TCP' ? '' : `/${protocol}`
  const host = hostPort === undefined ? '' : ` on the node’s ${hostPort}`
  return `${name} ${containerPort}${kind}${host}`.trim()
}
