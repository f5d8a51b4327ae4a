/** Where a pod's volumes come from: in words, and which objects they name. */
import type { Said } from '../../kind.ts'

/** core/v1 Volume: one source each. */
export interface Volume {
  readonly name: string
  readonly configMap?: { readonly name?: string; readonly optional?: boolean }
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean }
  readonly persistentVolumeClaim?: { readonly claimName?: string; readonly readOnly?: boolean }
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string }
  readonly hostPath?: { readonly path?: string; readonly type?: string }
  readonly projected?: { readonly sources?: readonly Projected[] }
  readonly csi?: {
    readonly driver?: string
    readonly nodePublishSecretRef?: { readonly name?: string }
  }
  readonly ephemeral?: { readonly volumeClaimTemplate?: unknown }
  readonly nfs?: { readonly server?: string; readonly path?: string }
  readonly image?: { readonly reference?: string }
  readonly downwardAPI?: unknown
}

interface Projected {
  readonly configMap?: { readonly name?: string }
  readonly secret?: { readonly name?: string }
  readonly serviceAccountToken?: { readonly audience?: string }
  readonly downwardAPI?: unknown
  readonly clusterTrustBundle?: { readonly name?: string }
}

/** What a volume is made from, with links. @param pod the name: a generic ephemeral volume's claim is `POD-VOLUME`; empty for a template. */
export function sourceOf(
  volume: Volume,
  namespace: string | undefined,
  pod: string,
): readonly Said[] {
  const named = (resource: string, word: string, name: string | undefined): Said[] =>
    name === undefined ? [] : [{ text: `${word} ${name}`, to: { resource, namespace, name } }]
  const { configMap, secret, persistentVolumeClaim: claim, ephemeral, projected } = volume
  const found = [
    ...named('configmaps', 'ConfigMap', configMap?.name),
    ...named('secrets', 'Secret', secret?.secretName),
    ...named('persistentvolumeclaims', 'claim', claim?.claimName),
    ...(ephemeral === undefined ? [] : own(pod, volume.name, namespace)),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...named('configmaps', 'ConfigMap', source.configMap?.name),
      ...named('secrets', 'Secret', source.secret?.name),
      ...(source.serviceAccountToken === undefined ? [] : [{ text: 'service account token' }]),
      ...(source.downwardAPI === undefined ? [] : [{ text: 'fields of the pod' }]),
      ...(source.clusterTrustBundle === undefined ? [] : [{ text: 'trust bundle' }]),
    ]),
  ]
  return found.length > 0 ? found : [{ text: plain(volume) }]
}

function own(pod: string, volume: string, namespace: string | undefined): readonly Said[] {
  if (pod === '') return [{ text: 'a claim of each pod’s own' }]
  const name = `${pod}-${volume}`
  const to = { resource: 'persistentvolumeclaims', namespace, name }
  return [{ text: `ephemeral claim ${name}`, to }]
}

function plain({ name, ...source }: Volume): string {
  const { emptyDir, hostPath, csi, nfs, image } = source
  if (emptyDir !== undefined) {
    const where = emptyDir.medium === 'Memory' ? 'empty, in memory' : 'empty'
    return emptyDir.sizeLimit === undefined ? where : `${where}, at most ${emptyDir.sizeLimit}`
  }
  if (hostPath !== undefined) return `path ${hostPath.path ?? ''} of the node`
  if (csi !== undefined) return `driver ${csi.driver ?? ''}`
  if (nfs !== undefined) return `NFS ${nfs.server ?? ''}:${nfs.path ?? ''}`
  if (image !== undefined) return `image ${image.reference ?? ''}`
  if (source.downwardAPI !== undefined) return 'fields of the pod'
  return Object.keys(source)[0] ?? name
}
