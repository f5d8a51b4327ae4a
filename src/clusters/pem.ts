/** Certificates and keys of a kubeconfig: given inline as base64, or as a file. */
import { readFile } from 'node:fs/promises'
import type { Entry } from './files.ts'
import { fileOf } from './fields.ts'
import { misconfigured, type Place } from './trouble.ts'

/** One PEM: where it may stand and what it is called. */
export interface Source {
  readonly entry: Entry
  /** The field's name, `client-key`; the inline one is `client-key-data`. */
  readonly field: string
  readonly file: string | undefined
  readonly data: string | undefined
}

/**
 * The PEM text; inline data goes before a file, as in kubectl. Files are read anew each time.
 * @returns undefined where neither is given.
 * @throws Unreachable at step `configuration`.
 */
export async function readPem(source: Source, place: Place): Promise<string | undefined> {
  const { entry, field, file, data } = source
  if (data !== undefined) {
    const pem = Buffer.from(data, 'base64').toString('latin1')
    return checked(pem, `${field}-data of “${entry.name}” in ${entry.file}`, place)
  }
  if (file === undefined) return undefined
  const path = fileOf(entry, file)
  try {
    return checked(await readFile(path, 'latin1'), path, place)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    const reason = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`
    const advice = `Put the file there, or correct ${field} of “${entry.name}” in ${entry.file}.`
    throw misconfigured(place, `the ${field} file ${path} ${reason}.`, advice)
  }
}

function checked(pem: string, where: string, place: Place): string {
  if (pem.includes('-----BEGIN ')) return pem
  throw misconfigured(
    place,
    `${where} holds no PEM.`,
    'It must be PEM text (-----BEGIN …); inline data is that text in base64.',
  )
}
