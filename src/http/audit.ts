/** One line for each write, each reveal, each shell that begins, is come back to and ends, each who comes and goes: who did what to which object, and what came of it. */
import type { Deed } from '../kube.ts'

export interface Line extends Omit<Deed, 'verb'> {
  /** A deed's; `exec`, `attach`, and these with `again` or `end` behind; `sign-in`, `sign-out`. */
  readonly verb: string
  /** What else there is to know of it. */
  readonly more?: Readonly<Record<string, string | number>>
  /** As the API server names them; empty where it does not say. */
  readonly user: string
  /** The address that they came from, as far as it is known. */
  readonly client: string
  readonly cluster: string
  /** The request in which it was asked for: as in the log. */
  readonly request: string
}

export type Audit = (line: Line) => void

/** Always JSON, whatever the form of the log: machines read it. @param write takes one line without its end. */
export function auditor(write: (line: string) => void): Audit {
  return ({ user, client, cluster, verb, resource, namespace, name, key, uid, ...rest }) => {
    const at = new Date().toISOString()
    const { status, request, auditId, more } = rest
    const what = { verb, resource, namespace, name, key, uid }
    write(
      JSON.stringify({
        at,
        audit: true,
        user,
        client,
        cluster,
        ...what,
        status,
        request,
        auditId,
        ...more,
      }),
    )
  }
}
