/** The certificates among an object's values: what they say of themselves, never a key. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { record } from './json.ts'
import type { KubeObject } from './object.ts'

export interface Certificate {
  /** `CN=shop.example.com, O=Example`, as it is written; empty where it has none. */
  readonly subject: string
  readonly issuer: string
  /** DNS names, addresses and URIs that it is for (subjectAltName). */
  readonly names: readonly string[]
  /** RFC 3339. */
  readonly from: string
  readonly to: string
  /** Hexadecimal. */
  readonly serial: string
  /** `RSA 2048`, `EC prime256v1`; empty for a kind that is not known here. */
  readonly key: string
  /** It may sign others. */
  readonly authority: boolean
  /** It signed itself. */
  readonly own: boolean
}

/** What stands behind one key of the object. */
export interface CertificateFile {
  readonly key: string
  /** In their order. */
  readonly certificates: readonly Certificate[]
  /** Each but the last was issued by the one behind it. */
  readonly chained: boolean
  /** Certificates that cannot be read, or one where none is though the key says so. */
  readonly unreadable: number
  /** There are more than are read. */
  readonly more: boolean
  /** The private key beside it, `tls.key` of `tls.crt`, is the first one's; null: there is none that can be read. */
  readonly keyFits: boolean | null
}

/** A chain has some three, a bundle of roots 150: of it the first tell enough. */
const most = 20
/** Keys that hold certificates by their name. */
const certificateName = /\.(?:crt|cert|cer|pem)$/i

/** @param object a Secret, its values in base64, or a ConfigMap. */
export function certificatesIn(object: KubeObject): readonly CertificateFile[] {
  const encoding = object.kind === 'Secret' ? 'base64' : 'utf8'
  const data = record(object['data']) ?? {}
  const text = (key: string) => {
    const value = data[key]
    return typeof value === 'string' ? Buffer.from(value, encoding).toString('latin1') : ''
  }
  return Object.keys(data).flatMap((key) => {
    const found = file(key, text(key), text(key.replace(/\.[^.]+$/, '.key')))
    return found === null ? [] : [found]
  })
}

function file(key: string, text: string, pair: string): CertificateFile | null {
  const parts = blocks(text)
  const named = certificateName.test(key) && text !== '' && !text.includes(' KEY-----')
  if (parts.length === 0 && !named) return null
  const read = parts.slice(0, most).map(parsed)
  const good = read.filter((each) => each !== null)
  return {
    key,
    certificates: good.map(certificate),
    chained: good.every((each, at) => issuedBy(each, good[at + 1])),
    unreadable: parts.length === 0 ? 1 : read.length - good.length,
    more: parts.length > most,
    keyFits: pair === text ? null : fits(good[0], pair),
  }
}

/** Of the key nothing but the answer leaves this function. */
function fits(one: X509Certificate | undefined, pem: string): boolean | null {
  if (one === undefined || !pem.includes(' KEY-----')) return null
  try {
    return one.checkPrivateKey(createPrivateKey(pem))
  } catch {
    return null
  }
}

const [head, tail] = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----']

/** PEM blocks, found by walking: a pattern would look for an end from each beginning anew. */
function blocks(text: string): readonly string[] {
  const found: string[] = []
  let from = text.indexOf(head)
  while (from >= 0 && found.length <= most) {
    const to = text.indexOf(tail, from)
    if (to < 0) return [...found, text.slice(from, from + head.length)]
    found.push(text.slice(from, to + tail.length))
    from = text.indexOf(head, to)
  }
  return found
}

function parsed(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

const issuedBy = (one: X509Certificate, other: X509Certificate | undefined) =>
  other === undefined || one.checkIssued(other)

function certificate(read: X509Certificate): Certificate {
  return {
    subject: oneLine(read.subject),
    issuer: oneLine(read.issuer),
    names: namesOf(read.subjectAltName ?? ''),
    from: read.validFromDate.toISOString(),
    to: read.validToDate.toISOString(),
    serial: read.serialNumber,
    key: keyWords(read),
    authority: read.ca,
    own: read.checkIssued(read),
  }
}

/** Node writes a name's parts on a line each, and nothing where there are none. */
const oneLine = (name: string | undefined) => (name ?? '').replaceAll('\n', ', ')

/** `DNS:a.test, IP Address:10.0.0.1`; a value with odd characters is written as JSON. */
function namesOf(written: string): readonly string[] {
  const parts = written.matchAll(/(?:^|, )([^:,]+):("(?:[^"\\]|\\.)*"|[^,]*)/g)
  return [...parts].map(([, kind = '', value = '']) => {
    const text = value.startsWith('"') ? unquoted(value) : value
    return ['DNS', 'IP Address', 'URI', 'email'].includes(kind) ? text : `${kind}:${text}`
  })
}

function unquoted(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return json
  }
}

function keyWords(read: X509Certificate): string {
  try {
    const { asymmetricKeyType: type = '', asymmetricKeyDetails: details = {} } = read.publicKey
    const size = details.namedCurve ?? details.modulusLength ?? ''
    return `${type.length <= 3 ? type.toUpperCase() : type} ${size}`.trim()
  } catch {
    return ''
  }
}
