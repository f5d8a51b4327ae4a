/** Writes or takes away one value: of the object that was seen, over the value that was seen and no other. */
import { AppError } from '../../errors.ts'
import { bytesOf, isText, keyWrong } from '../../keys.ts'
import type { Kube, KeyValue } from '../../kube.ts'
import { Meanwhile, replaced } from '../changed.ts'
import { overtaken } from '../overtaken.ts'
import { hashOf, immutable, type Keyed } from './keyed.ts'
import type { Sent } from './sent.ts'

/** What was typed cannot be a key or a value. */
export class Unusable extends AppError {
  override readonly status = 422
}

/** The same of the key. */
export class UnusableKey extends Unusable {}

/** Another value is behind the key than the one that was seen. */
export class Overtaken extends AppError {
  override readonly status = 409
  readonly theirs: KeyValue
  constructor(message: string, theirs: KeyValue) {
    super(message)
    this.theirs = theirs
  }
}

/** What is to go may not be what was seen any more. */
export class Doubtful extends AppError {
  override readonly status = 409
}

class Absent extends AppError {
  override readonly status = 404
}

export const absent = (key: string): AppError =>
  new Absent(`There is no key “${key.slice(0, 80)}” in it: perhaps it was removed meanwhile.`)

/** @returns what was done. @throws Unusable, Overtaken, Doubtful, Meanwhile: nothing was. */
export async function keep(kube: Kube, at: Keyed, sent: Sent): Promise<string> {
  const { key, fresh, step, seen } = sent
  check(at, sent)
  const bytes = step === 'remove' ? null : valueOf(sent)
  if (bytes !== null && hashOf(bytes) === seen) return `${key}: nothing was changed`
  await written(kube, at, sent, bytes)
  if (bytes === null) return `${key}: removed`
  return `${key}: ${fresh ? 'added' : 'saved'}`
}

function check({ object, ref, keys }: Keyed, { uid, key, fresh }: Sent): void {
  if (object.metadata.uid !== uid) throw replaced(ref)
  if (object['immutable'] === true) throw new Meanwhile(immutable)
  const isThere = keys.some((each) => each.key === key)
  if (!fresh && !isThere) throw absent(key)
  const wrong = fresh && isThere ? `There is a key “${key}” already: edit that.` : keyWrong(key)
  if (wrong !== '') throw new UnusableKey(wrong)
}

function valueOf({ typed, file }: Sent): Uint8Array {
  const bytes = file ?? bytesOf(typed)
  if (bytes !== null) return bytes
  throw new Unusable(
    'The value is no base64: letters, digits, “+” and “/”, in fours, “=” at the end.',
  )
}

async function written(kube: Kube, at: Keyed, sent: Sent, bytes: Uint8Array | null): Promise<void> {
  const { ref } = at
  const { key, uid } = sent
  let version: string | null = null
  await overtaken(async () => {
    version = version === null ? sent.version : await newest(kube, at, sent, bytes)
    const metadata = { uid, resourceVersion: version }
    const text = JSON.stringify({ metadata, ...fieldsOf(at, key, bytes) })
    await kube.write({ ref, verb: 'patch', type: 'merge', text })
  })
}

/** The version of the object as it is now. @throws Overtaken, Doubtful where the value may be another. */
async function newest(
  kube: Kube,
  { ref }: Keyed,
  { key, uid, seen, fresh }: Sent,
  bytes: Uint8Array | null,
): Promise<string> {
  // A Secret's value is not asked for by who wants it gone: whether it is the same nobody knows.
  if (bytes === null && ref.resource.id === 'secrets') throw new Doubtful(doubtful)
  const { value } = await kube.value(ref, key)
  const expected = fresh ? hashOf(null) : seen
  if (value.uid === uid && hashOf(value.bytes) === expected) return value.version
  throw inTheWay(key, bytes, value)
}

const another =
  'It was changed by somebody else since you looked: nothing was done. What you typed is kept.'

const doubtful =
  'It was changed by somebody else since you looked, perhaps this key too: nothing was removed. Look again, and remove it then.'

function inTheWay(key: string, bytes: Uint8Array | null, theirs: KeyValue): AppError {
  if (bytes !== null) return new Overtaken(another, theirs)
  if (theirs.bytes === null) return absent(key)
  return new Doubtful(
    'Its value was changed by somebody else since you looked: nothing was removed. Look again, and remove it then.',
  )
}

/** A Secret holds bytes; a ConfigMap texts, and what is none in another field. */
function fieldsOf({ ref, keys }: Keyed, key: string, bytes: Uint8Array | null) {
  const of = (value: string | null) => Object.fromEntries([[key, value]])
  const coded = bytes === null ? null : Buffer.from(bytes).toString('base64')
  if (ref.resource.id === 'secrets') return { data: of(coded) }
  const was = keys.find((each) => each.key === key)?.field ?? 'data'
  if (bytes === null) return { [was]: of(null) }
  if (!isText(bytes)) return { data: of(null), binaryData: of(coded) }
  const text = { data: of(Buffer.from(bytes).toString()) }
  return was === 'data' ? text : { ...text, binaryData: of(null) }
}
