/** Which pods use a ConfigMap or a Secret by name: as volumes, in the environment, to pull images. */
import type { KubeObject } from '../../kind.ts'
import type { Container, Pod } from './pod.ts'
import type { Volume } from './volumes.ts'

type Named = { readonly name?: string } | undefined

/** Of pods of its own namespace. */
export const usesConfigMap =
  (name: string) =>
  (pod: KubeObject & Pick<Pod, 'spec'>): boolean =>
    uses(pod, name, {
      volume: ({ configMap }) => configMap?.name,
      source: ({ configMap }) => configMap,
      key: (from) => from?.configMapKeyRef,
      all: ({ configMapRef }) => configMapRef,
    })

/** Of pods of its own namespace; their pull secrets count. */
export const usesSecret =
  (name: string) =>
  (pod: KubeObject & Pick<Pod, 'spec'>): boolean =>
    (pod.spec?.imagePullSecrets ?? []).some((each) => each.name === name) ||
    uses(pod, name, {
      volume: ({ secret, csi }) => secret?.secretName ?? csi?.nodePublishSecretRef?.name,
      source: ({ secret }) => secret,
      key: (from) => from?.secretKeyRef,
      all: ({ secretRef }) => secretRef,
    })

/** Where a pod may name one of its kind. */
interface Places {
  readonly volume: (volume: Volume) => string | undefined
  readonly source: (
    source: NonNullable<NonNullable<Volume['projected']>['sources']>[number],
  ) => Named
  readonly key: (from: NonNullable<Container['env']>[number]['valueFrom']) => Named
  readonly all: (source: NonNullable<Container['envFrom']>[number]) => Named
}

function uses({ spec = {} }: Pick<Pod, 'spec'>, name: string, places: Places): boolean {
  const mounted = (spec.volumes ?? []).some(
    (volume) =>
      places.volume(volume) === name ||
      (volume.projected?.sources ?? []).some((source) => places.source(source)?.name === name),
  )
  if (mounted) return true
  const containers = [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ]
  return containers.some(
    ({ env = [], envFrom = [] }) =>
      env.some(({ valueFrom }) => places.key(valueFrom)?.name === name) ||
      envFrom.some((source) => places.all(source)?.name === name),
  )
}
