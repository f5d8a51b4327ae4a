/** The page of an object's keys, with what was asked of one of them. */
import { asking } from '../../urls.ts'
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { type AppError, KubeError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { html } from '../../http/html.ts'
import { onlyLooks } from '../../http/read-only.ts'
import { rightWords, roleFor } from '../../views/actions.ts'
import {
  blank,
  type KeyCarried,
  keyCount,
  type KeyForm,
  keyRows,
  type KeysPage,
  type ShownKey,
} from '../../views/keys.ts'
import { keyLine, objectLine } from '../../views/kubectl-line.ts'
import { objectHead } from '../../views/object.ts'
import { foot } from '../foot.ts'
import { contextOf } from '../kubectl.ts'
import { shell } from '../shell.ts'
import { userOf } from '../user.ts'
import { printedOf } from '../whole.ts'
import { hashOf, immutable, seenOf, type Unread } from './keyed.ts'

export interface Shows {
  readonly shown?: ShownKey
  readonly form?: KeyForm
  readonly fresh?: boolean
  /** The key that may go. */
  readonly removal?: string
  readonly failure?: AppError
}

/** What a form is made of, of the object as it was read. */
export function carriedNow({ object: { metadata } }: Unread): KeyCarried {
  const { uid = '', resourceVersion: version = '' } = metadata
  return { uid, version, seen: hashOf(null), once: randomUUID() }
}

/** @param at without keys: the object could not be read. */
export async function page(c: Context<Env>, at: Unread, shows: Shows): Promise<Response> {
  const { ref, object, keys, action } = at
  const { shown = null, failure } = shows
  const about = { title: `${ref.name} · ${ref.resource.kind} · Keys`, resource: ref.resource }
  const { names } = c.var.parts.assets
  const view: KeysPage = {
    shell: await shell(c, about),
    css: at.urls.asset(names['edit.css']),
    js: at.urls.asset(names['edit.js']),
    head: objectHead(printedOf(object), at, 'keys'),
    notes: failure === undefined ? [] : [{ text: saidOf(failure), tone: 'bad' }],
    action,
    back: action,
    shown,
    ...changing(at, shows),
    count: keys === null ? '' : keyCount(keys),
    secret: ref.resource.id === 'secrets',
    role: await lacking(c, at),
    kubectl: lineOf(c, at, shown),
    foot: foot(c),
  }
  return html(c, 'keys/page', view, failure?.status ?? 200)
}

/** What can be changed, and what is about to be. */
function changing(at: Unread, shows: Shows) {
  const { shown, form, removal = '' } = shows
  const off = hindered(at)
  // What was typed stays, whatever has become of the object.
  const begun = off === '' ? begin(at, shows) : { form: null, removal: null, add: '' }
  const on = [shown?.key, form?.key, removal].find(Boolean) ?? ''
  const remove = (key: string) => asking(at.action, `remove=${encodeURIComponent(key)}`)
  return { ...begun, off, form: form ?? begun.form, rows: keyRows(at.keys ?? [], on, remove) }
}

function begin(at: Unread, { form, fresh = false, removal: key = '' }: Shows) {
  const carried = carriedNow(at)
  const there = at.keys?.some((each) => each.key === key) ?? false
  return {
    form: fresh ? blank(carried) : null,
    removal: there ? { key, carried: { ...carried, seen: seenOf(at, key) } } : null,
    add: fresh || form !== undefined ? '' : asking(at.action, 'add=1'),
  }
}

const patch = { verb: 'patch' } as const

/** Why nothing of it can be changed. */
function hindered({ ref, object, may }: Unread): string {
  if (may === undefined) return onlyLooks().message
  if (object['immutable'] === true) return immutable
  return may(patch) === false
    ? `You may not ${rightWords(patch, ref)}: values can only be shown.`
    : ''
}

async function lacking(c: Context<Env>, { ref, may }: Unread): Promise<string> {
  if (may?.(patch) !== false) return ''
  return roleFor(patch, ref, await userOf(c.var.kube))
}

const saidOf = (error: AppError): string =>
  error instanceof KubeError
    ? [error.message, ...error.causes.map(({ message }) => message)].join(' ')
    : error.message

function lineOf(c: Context<Env>, { ref, keys }: Unread, shown: ShownKey | null): string {
  const context = contextOf(c.var.cluster)
  if (shown === null) return objectLine(ref, 'overview', context)
  const { key } = shown
  const coded =
    ref.resource.id === 'secrets' ||
    (keys ?? []).some((each) => each.key === key && each.field === 'binaryData')
  return keyLine(ref, { key, coded }, context)
}
