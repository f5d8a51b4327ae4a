/** Which fields of a resource's objects its rows hold; undefined: rows are the API server's own print. */
import type { Reads, Resource } from '../kube.ts'
import { kindOf } from '../kinds.ts'

export const readsOf = ({ id }: Resource): Reads | undefined => kindOf(id)?.reads ?? undefined
