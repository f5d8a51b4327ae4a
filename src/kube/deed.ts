/** Tells of what somebody did to an object, or tried: once, however it went. */
import { AppError, KubeError } from '../errors.ts'
import type { Deed } from './change.ts'
import type { Ref, Work } from './contract.ts'
import type { Received } from './net.ts'

interface What {
  readonly verb: Deed['verb']
  readonly ref: Ref
  readonly subresource?: string | undefined
  /** Of a Secret: its value is read. */
  readonly key?: string
  /** Of the object that is meant; empty where it is not known before. */
  readonly uid?: string
}

/** What the answer says of itself. */
export interface Traces {
  readonly uid: string
  readonly auditId: string
}

export async function told<T extends Traces>(
  { deed }: Work,
  what: What,
  run: () => Promise<T>,
): Promise<T> {
  try {
    const done = await run()
    deed?.({ ...of(what), uid: done.uid || (what.uid ?? ''), status: 200, auditId: done.auditId })
    return done
  } catch (error) {
    deed?.({ ...of(what), uid: what.uid ?? '', ...failure(error) })
    throw error
  }
}

function of({ verb, ref: { resource, namespace, name }, subresource, key }: What) {
  const id = subresource === undefined ? resource.id : `${resource.id}/${subresource}`
  return { verb, resource: id, namespace, name, ...(key !== undefined && { key }) }
}

function failure(error: unknown): Pick<Deed, 'status' | 'auditId'> {
  if (error instanceof KubeError) return { status: error.status, auditId: error.auditId }
  const refused = error instanceof AppError && error.status < 500
  return { status: refused ? error.status : 0, auditId: '' }
}

/** By which the API server's own audit log knows a call; empty where it does not say. */
export const auditId = ({ headers }: Pick<Received, 'headers'>): string =>
  headers['audit-id']?.toString() ?? ''
