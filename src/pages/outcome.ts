/** What a script is told of a change: the object as it is then; with `wait`, once it is as it was asked for. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { send } from '../http/html.ts'
import type { Progress } from '../kind/progress.ts'
import { kindOf } from '../kinds.ts'
import type { KubeObject, Ref } from '../kube.ts'
import { seconds } from '../views/duration.ts'

/** Milliseconds between two looks, and the longest wait. */
const pace = 500
const longest = 600

export async function settled(c: Context<Env>, ref: Ref, words: string): Promise<Response> {
  const wait = Math.min(seconds(c.req.query('wait') ?? '') ?? 0, longest)
  const end = performance.now() + wait * 1000
  for (;;) {
    const { value } = await c.var.kube.get(ref)
    const now = { words, ...how(ref, value) }
    if (now.progress.state !== 'going' || performance.now() > end) return told(c, value, now)
    await sleep(pace, undefined, { signal: c.req.raw.signal })
  }
}

/** Where its kind does not tell how far it is, its status does. */
function how({ resource }: Ref, object: KubeObject): Omit<Told, 'words'> {
  const kind = kindOf(resource.id)
  const status = kind?.status(object) ?? null
  const done = seen(object) && status?.tone !== 'busy'
  const plain = { state: done ? 'done' : 'going', words: '' } as const
  return { status, progress: kind?.progress?.(object) ?? plain }
}

/** Of what may be there no more. */
export const gone = (c: Context<Env>, message: string): Promise<Response> =>
  send(c, `${JSON.stringify({ message, done: true })}\n`, 'application/json; charset=utf-8')

/** The controller has looked at what was asked for. */
function seen({ metadata, ...rest }: KubeObject): boolean {
  const status = rest['status'] as { readonly observedGeneration?: number } | undefined
  return (status?.observedGeneration ?? Infinity) >= (metadata.generation ?? 0)
}

interface Told {
  readonly words: string
  readonly status: object | null
  readonly progress: Progress
}

function told(
  c: Context<Env>,
  { kind, apiVersion, metadata }: KubeObject,
  { words, status, progress }: Told,
): Promise<Response> {
  const { name, namespace, uid, resourceVersion } = metadata
  const about = { apiVersion, kind, metadata: { name, namespace, uid, resourceVersion } }
  const done = progress.state === 'done'
  const body = { ...about, message: words, status, progress, done }
  return send(c, `${JSON.stringify(body, null, 2)}\n`, 'application/json; charset=utf-8')
}
