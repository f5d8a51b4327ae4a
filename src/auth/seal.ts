/** Text that only this installation can read again: deflated, AES-256-GCM, the key's own mark in front. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

export interface Seal {
  /** @param about what the text is for: opening it needs the same words. */
  close(text: string, about: string): string
  /** null: not ours, changed on the way, for another purpose, or sealed with a key that is gone. */
  open(sealed: string, about: string): string | null
}

const sizes = { mark: 4, iv: 12, tag: 16, text: 64 * 1024 }

/** @param secrets at least one, any text; the first seals, all of them open, so that keys can be turned over. */
export function sealWith(secrets: readonly [string, ...string[]]): Seal {
  const keys = secrets.map((secret) => keyOf(secret)) as [Key, ...Key[]]
  return {
    close(text, about) {
      const [{ mark, key }] = keys
      const iv = randomBytes(sizes.iv)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(deflateRawSync(text)), cipher.final()])
      return Buffer.concat([mark, iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed, 'base64url')
      // The decoder overlooks what does not belong; two spellings of one value are one too many.
      if (bytes.toString('base64url') !== sealed) return null
      const found = keys.find(({ mark }) => mark.equals(bytes.subarray(0, sizes.mark)))
      return found === undefined ? null : opened(found.key, bytes.subarray(sizes.mark), about)
    },
  }
}

interface Key {
  readonly mark: Buffer
  readonly key: Buffer
}

function keyOf(secret: string): Key {
  const key = createHash('sha256').update('portlight session\0').update(secret).digest()
  return { key, mark: createHash('sha256').update(key).digest().subarray(0, sizes.mark) }
}

function opened(key: Buffer, bytes: Buffer, about: string): string | null {
  const iv = bytes.subarray(0, sizes.iv)
  const tag = bytes.subarray(sizes.iv, sizes.iv + sizes.tag)
  if (tag.length < sizes.tag) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: sizes.tag })
    decipher.setAAD(Buffer.from(about)).setAuthTag(tag)
    const body = [decipher.update(bytes.subarray(sizes.iv + sizes.tag)), decipher.final()]
    return inflateRawSync(Buffer.concat(body), { maxOutputLength: sizes.text }).toString('utf8')
  } catch {
    return null
  }
}
