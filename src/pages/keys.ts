/** The keys of a Secret or a ConfigMap: a value is shown, written or taken away by a POST alone. */
import { type Context, Hono } from 'hono'
import { AppError, KubeError, NotFound, NotSignedIn, Unreachable } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { kindOf } from '../kinds.ts'
import { paths } from '../urls.ts'
import { keyForm, shownKey } from '../views/keys.ts'
import { place } from '../views/object.ts'
import { wholeOf } from './beside.ts'
import { Meanwhile } from './changed.ts'
import { lasting } from './connected.ts'
import { remember } from './done.ts'
import { formIn } from './form.ts'
import { nameMissing, reference } from './found.ts'
import { absent, Doubtful, keep, Overtaken, UnusableKey } from './keys/keep.ts'
import { hashOf, immutable, type Keyed } from './keys/keyed.ts'
import { carriedNow, page, type Shows } from './keys/page.ts'
import { type Sent, sentKey, typedAgain } from './keys/sent.ts'
import { mayHere } from './may.ts'
import { Once, wishOf } from './once.ts'

const path = `${paths.object}/keys`

export const keys = new Hono<Env>()
  .get(path, async (c) => {
    const at = await keyed(c)
    const gone = c.req.query('remove') ?? ''
    const known = at.keys.some(({ key }) => key === gone)
    if (known) return page(c, at, { removal: gone })
    return page(c, at, c.req.query('add') === undefined ? {} : { fresh: true })
  })
  .post(path, async (c) => {
    const form = await read(c)
    const at = await keyed(c).catch((error: unknown) => unread(c, form, error))
    if (at instanceof Response) return at
    for (const way of ['show', 'base64', 'edit', 'edit64'] as const) {
      const key = form[way]
      if (typeof key === 'string') return reveal(c, at, way, key)
    }
    const sent = sentKey(form)
    try {
      return await done(c, at, sent)
    } catch (error) {
      if (!(error instanceof AppError) || error instanceof NotSignedIn) throw error
      return page(c, await keyed(c).catch(() => at), failed(sent, error))
    }
  })

/** @throws NotFound for what is no keys and values. */
async function keyed(c: Context<Env>): Promise<Keyed> {
  const context = await reference(c)
  const { ref, urls, cluster } = context
  const of = kindOf(ref.resource.id)?.keys
  if (of === undefined)
    throw new NotFound('page', c.req.path, `${ref.resource.kind} is not made of keys and values.`)
  const object = await wholeOf(c.var.kube, ref).catch((error: unknown) =>
    nameMissing(c, ref, error),
  )
  const may = await mayHere(c, ref)
  const action = urls.part(cluster, place(ref), 'keys')
  return { ...context, may, object, keys: of(object), action }
}

/** What was typed stays, though the object cannot be read. Rethrows what is no matter of that. */
async function unread(
  c: Context<Env>,
  form: Readonly<Record<string, unknown>>,
  error: unknown,
): Promise<Response> {
  const lost = error instanceof KubeError || error instanceof Unreachable
  if (!lost || form['step'] !== 'save') throw error
  const sent = sentKey(form)
  const context = await reference(c)
  const { ref, urls, cluster } = context
  const object = { apiVersion: '', kind: ref.resource.kind, metadata: { name: ref.name } }
  const action = urls.part(cluster, place(ref), 'keys')
  const at = { ...context, may: () => null, object, keys: null, action }
  return page(c, at, { form: typedAgain(sent), failure: error })
}

/** One value, as it is now. */
async function reveal(
  c: Context<Env>,
  at: Keyed,
  way: 'show' | 'base64' | 'edit' | 'edit64',
  key: string,
): Promise<Response> {
  const edits = way === 'edit' || way === 'edit64'
  if (edits && at.object['immutable'] === true)
    return page(c, at, { failure: new Meanwhile(immutable) })
  const { value } = await lasting(c).value(at.ref, key)
  const { bytes } = value
  if (bytes === null) return page(c, at, { failure: absent(key) })
  if (!edits) return page(c, at, { shown: shownKey(key, bytes, way === 'base64') })
  const carried = { ...carriedNow(at), ...value, seen: hashOf(bytes) }
  const form = keyForm({ key, value: bytes, coded: way === 'edit64', carried })
  return page(c, at, { form })
}

const wishes = new Once<string>()

async function done(c: Context<Env>, at: Keyed, sent: Sent): Promise<Response> {
  const words = await wishes.run(await wishOf(c, sent.once), () => keep(lasting(c), at, sent))
  remember(c, at.action, words)
  return c.redirect(at.action, 303)
}

/** What was typed, with what was in its way. */
function failed(sent: Sent, error: AppError): Shows {
  if (sent.step === 'remove')
    return { failure: error, removal: error instanceof Doubtful ? sent.key : '' }
  const form = typedAgain(sent)
  if (error instanceof UnusableKey)
    return { form: { ...form, wrong: error.message }, failure: error }
  if (!(error instanceof Overtaken)) return { form, failure: error }
  const { theirs } = error
  const { uid, version } = theirs
  const carried = { ...form.carried, uid, version, seen: hashOf(theirs.bytes) }
  const shown = theirs.bytes === null ? null : shownKey(sent.key, theirs.bytes, false)
  return { form: { ...form, carried, theirs: shown }, failure: error }
}

/** @throws InvalidInput for what is no form. */
async function read(c: Context<Env>): Promise<Readonly<Record<string, unknown>>> {
  const form = await formIn(c)
  const { file } = form
  if (!(file instanceof File) || file.size === 0) return form
  return { ...form, file: new Uint8Array(await file.arrayBuffer()) }
}
