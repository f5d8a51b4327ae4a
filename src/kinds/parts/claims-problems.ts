/** What the claims of a StatefulSet say is wrong with it: like troubles counted together. */
import type { KubeObject, Problem } from '../../kind.ts'
import { claimStatus } from './claim-status.ts'
import type { Claim } from './storage.ts'

/** @param others claims as their kind reads them. */
export function claimsProblems(others: readonly KubeObject[]): readonly Problem[] {
  const claims = others as readonly Claim[]
  const ill = claims.filter((claim) => ['bad', 'warn'].includes(claimStatus(claim).tone))
  const groups = Map.groupBy(ill, (claim) => {
    const { word, reason } = claimStatus(claim)
    return `${word.toLowerCase()}${reason === '' ? '' : `: ${reason}`}`
  })
  return [...groups]
    .map(([what, group]) => problem(what, group, claims.length))
    .toSorted((a, b) => Number(a.tone === 'warn') - Number(b.tone === 'warn'))
}

function problem(what: string, group: readonly Claim[], all: number): Problem {
  const many = group.length
  const who = all === 1 ? 'Its claim is' : `${many} of ${all} claims ${many === 1 ? 'is' : 'are'}`
  return {
    tone: group.some((claim) => claimStatus(claim).tone === 'bad') ? 'bad' : 'warn',
    title: `${who} ${what}`,
    evidence: [],
    next: group.slice(0, 3).map(({ metadata: { namespace, name } }) => ({
      text: name,
      to: { resource: 'persistentvolumeclaims', namespace, name },
    })),
  }
}
