/** What well-known finalizers wait for, in words. */

const known: Readonly<Record<string, string>> = {
  'kubernetes.io/pvc-protection': 'a pod that uses the claim',
  'kubernetes.io/pv-protection': 'the claim that is bound to it',
  'external-provisioner.volume.kubernetes.io/finalizer':
    'its driver, which has to delete the volume',
  'external-attacher/': 'its driver, which has to detach the volume',
  'snapshot.storage.kubernetes.io/': 'the snapshot controller',
  'service.kubernetes.io/load-balancer-cleanup': 'the cloud, which has to remove its load balancer',
  'batch.kubernetes.io/job-tracking': 'the job controller, which has to count it',
  'kubernetes.io/vac-protection': 'the volumes of its class',
  foregroundDeletion: 'what it owns, which is deleted first',
  orphan: 'what it owns, which is let go first',
  'argocd.argoproj.io/': 'Argo CD',
  'resources-finalizer.argocd.argoproj.io': 'Argo CD, which deletes what it deployed',
  'finalizers.fluxcd.io': 'Flux',
}

function meaning(finalizer: string): string | undefined {
  if (Object.hasOwn(known, finalizer)) return known[finalizer]
  return known[
    Object.keys(known).find((name) => name.endsWith('/') && finalizer.startsWith(name)) ?? ''
  ]
}

/** It is clear what it waits for. */
export const isKnown = (finalizer: string): boolean => meaning(finalizer) !== undefined

/** `kubernetes.io/pvc-protection (a pod that uses the claim)`. */
export function finalizerWords(finalizer: string): string {
  const words = meaning(finalizer)
  return words === undefined ? finalizer : `${finalizer} (${words})`
}
