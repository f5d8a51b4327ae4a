/** A kubeconfig's client certificate: read anew for each connection, and told when it has expired. */
import { X509Certificate } from 'node:crypto'
import type { Entry } from './files.ts'
import type { UserFields } from './fields.ts'
import { readPem } from './pem.ts'
import { misconfigured, unproven, type Place } from './trouble.ts'

export interface Pair {
  readonly cert: string
  readonly key: string
}

/**
 * @returns null for a user without a client certificate.
 * @throws Unreachable at step `configuration`, or `credential` when it has expired.
 */
export async function readCertificate(
  entry: Entry,
  fields: UserFields,
  place: Place,
  now: number,
): Promise<Pair | null> {
  const read = (field: 'client-certificate' | 'client-key') =>
    readPem({ entry, field, file: fields[field], data: fields[`${field}-data`] }, place)
  const [cert, key] = await Promise.all([read('client-certificate'), read('client-key')])
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined) {
    const message = `the user “${entry.name}” has ${cert === undefined ? 'a key but no client-certificate' : 'a client-certificate but no key'}.`
    throw misconfigured(place, message, `Give both in ${entry.file}.`)
  }
  checkDates(cert, entry, place, now)
  return { cert, key }
}

function checkDates(cert: string, entry: Entry, place: Place, now: number): void {
  const { validFromDate, validToDate } = parse(cert, entry, place)
  const advice = `Get a new one from who gave it, or sign in again with the tool that wrote ${entry.file}.`
  const whose = `the client certificate of the user “${entry.name}”`
  if (validToDate.getTime() < now) {
    throw unproven(place, `${whose} expired on ${shown(validToDate)}.`, advice)
  }
  if (validFromDate.getTime() > now) {
    const clock = 'Check the clock of this machine.'
    throw unproven(place, `${whose} is valid from ${shown(validFromDate)} only.`, clock)
  }
}

function parse(cert: string, entry: Entry, place: Place): X509Certificate {
  try {
    return new X509Certificate(cert)
  } catch {
    const message = `the client certificate of the user “${entry.name}” is not a certificate.`
    throw misconfigured(place, message, `Correct client-certificate in ${entry.file}.`)
  }
}

function shown(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
