/** The fields of a pod that are read here (core/v1 Pod, PodSpec, ContainerStatus). */
import type { KubeObject } from '../../kind.ts'
import type { Volume } from './volumes.ts'

export interface Pod extends KubeObject {
  readonly spec?: PodSpec
  readonly status?: PodStatus
}

export interface PodSpec {
  readonly resources?: { readonly requests?: Labels; readonly limits?: Labels }
  readonly overhead?: Labels
  readonly nodeName?: string
  readonly serviceAccountName?: string
  readonly priority?: number
  readonly priorityClassName?: string
  readonly runtimeClassName?: string
  readonly schedulerName?: string
  readonly restartPolicy?: string
  readonly hostNetwork?: boolean
  readonly hostPID?: boolean
  readonly hostIPC?: boolean
  readonly terminationGracePeriodSeconds?: number
  readonly nodeSelector?: Labels
  readonly tolerations?: readonly Toleration[]
  readonly readinessGates?: readonly { readonly conditionType?: string }[]
  readonly schedulingGates?: readonly { readonly name?: string }[]
  readonly imagePullSecrets?: readonly { readonly name?: string }[]
  readonly securityContext?: PodSecurity
  readonly initContainers?: readonly Container[]
  readonly containers?: readonly Container[]
  readonly ephemeralContainers?: readonly (Container & { readonly targetContainerName?: string })[]
  readonly volumes?: readonly Volume[]
}

export type Labels = Readonly<Record<string, string>>

export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
  readonly tolerationSeconds?: number
}

export interface PodSecurity {
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly runAsNonRoot?: boolean
  readonly fsGroup?: number
  readonly seccompProfile?: { readonly type?: string; readonly localhostProfile?: string }
}

export interface ContainerSecurity extends PodSecurity {
  readonly privileged?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly readOnlyRootFilesystem?: boolean
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] }
}

export interface Container {
  readonly name: string
  readonly image?: string
  readonly imagePullPolicy?: string
  /** `Always` on an init container makes it a sidecar. */
  readonly restartPolicy?: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly workingDir?: string
  readonly ports?: readonly ContainerPort[]
  readonly env?: readonly EnvVar[]
  readonly envFrom?: readonly EnvSource[]
  readonly resources?: { readonly requests?: Labels; readonly limits?: Labels }
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
  readonly volumeMounts?: readonly VolumeMount[]
  readonly volumeDevices?: readonly { readonly name?: string; readonly devicePath?: string }[]
  readonly securityContext?: ContainerSecurity
  readonly stdin?: boolean
  readonly tty?: boolean
}

export interface ContainerPort {
  readonly name?: string
  readonly containerPort?: number
  readonly hostPort?: number
  readonly protocol?: string
}

export interface Ref {
  readonly name?: string
  readonly key?: string
  readonly optional?: boolean
}

export interface EnvVar {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: {
    readonly configMapKeyRef?: Ref
    readonly secretKeyRef?: Ref
    readonly fieldRef?: { readonly fieldPath?: string }
    readonly resourceFieldRef?: { readonly containerName?: string; readonly resource?: string }
    readonly fileKeyRef?: {
      readonly volumeName?: string
      readonly path?: string
      readonly key?: string
    }
  }
}

export interface EnvSource {
  readonly prefix?: string
  readonly configMapRef?: Ref
  readonly secretRef?: Ref
}

export interface Probe {
  readonly httpGet?: {
    readonly path?: string
    readonly port?: number | string
    readonly host?: string
    readonly scheme?: string
  }
  readonly tcpSocket?: { readonly port?: number | string; readonly host?: string }
  readonly grpc?: { readonly port?: number; readonly service?: string }
  readonly exec?: { readonly command?: readonly string[] }
  readonly initialDelaySeconds?: number
  readonly periodSeconds?: number
  readonly timeoutSeconds?: number
  readonly failureThreshold?: number
  readonly successThreshold?: number
}

export interface VolumeMount {
  readonly name: string
  readonly mountPath?: string
  readonly subPath?: string
  readonly readOnly?: boolean
}

export interface PodStatus {
  readonly phase?: string
  readonly reason?: string
  readonly message?: string
  readonly startTime?: string
  readonly podIP?: string
  readonly podIPs?: readonly { readonly ip?: string }[]
  readonly hostIP?: string
  readonly qosClass?: string
  readonly nominatedNodeName?: string
  readonly conditions?: readonly Condition[]
  readonly initContainerStatuses?: readonly ContainerStatus[]
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly ephemeralContainerStatuses?: readonly ContainerStatus[]
}

export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime?: string | null
  /** Deployments only. */
  readonly lastUpdateTime?: string | null
}

export interface ContainerStatus {
  readonly name: string
  readonly image?: string
  readonly imageID?: string
  readonly containerID?: string
  readonly ready?: boolean
  readonly started?: boolean
  readonly restartCount?: number
  readonly state?: ContainerState
  readonly lastState?: ContainerState
}

/** One of the three, or none before the kubelet has looked. */
export interface ContainerState {
  readonly waiting?: { readonly reason?: string; readonly message?: string }
  readonly running?: { readonly startedAt?: string | null }
  readonly terminated?: Terminated
}

export interface Terminated {
  readonly exitCode: number
  readonly signal?: number
  readonly reason?: string
  readonly message?: string
  readonly startedAt?: string | null
  readonly finishedAt?: string | null
}

/** None of its containers is started anew. */
export const isOver = ({ status }: { readonly status?: { readonly phase?: string } }): boolean =>
  ['Succeeded', 'Failed'].includes(status?.phase ?? '')

/** An init container that goes on beside the others. */
export const isSidecar = (container: Container | undefined): boolean =>
  container?.restartPolicy === 'Always'
