/** What a container may do on its node, in words: the pod's own settings where it has none. */
import type { ContainerSecurity, PodSecurity } from './pod.ts'

/** `runs as root · adds NET_ADMIN · no seccomp profile`. */
export function securityWords(own: ContainerSecurity, of: PodSecurity): string {
  const seccomp = own.seccompProfile?.type ?? of.seccompProfile?.type
  const { add = [], drop = [] } = own.capabilities ?? {}
  const words = [
    own.privileged === true ? 'privileged' : '',
    userWords(own.runAsUser ?? of.runAsUser, own.runAsNonRoot ?? of.runAsNonRoot ?? false),
    own.readOnlyRootFilesystem === true ? 'read-only root' : '',
    own.allowPrivilegeEscalation === false ? 'no privilege escalation' : '',
    add.length > 0 ? `adds ${add.join(', ')}` : '',
    drop.length > 0 ? `drops ${drop.join(', ')}` : '',
    seccomp === undefined ? 'no seccomp profile' : `seccomp ${seccomp}`,
  ]
  return words.filter((word) => word !== '').join(' · ')
}

function userWords(user: number | undefined, nonRoot: boolean): string {
  if (user === 0) return 'runs as root'
  if (user !== undefined) return `user ${user}`
  return nonRoot ? 'never root' : 'may run as root'
}
