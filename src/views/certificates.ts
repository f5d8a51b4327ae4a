/** Certificates in words: for which names, by whom, until when, and what is wrong with that. Pure. */
import { covers } from '../kinds/parts/ingress.ts'
import type { Certificate, CertificateFile } from '../kube.ts'
import { age } from './age.ts'
import type { Cell, Tone } from './cell.ts'
import { cut } from './room.ts'
import type { Foot, Shell } from './shell.ts'
import { counted, grouped } from './words.ts'

export interface CertificateView {
  readonly files: readonly CertificateBlock[]
  /** Said where there are none, or more than are shown. */
  readonly note: string
}
/** One key's. */
export interface CertificateBlock {
  readonly key: string
  readonly certificates: readonly CertificateBox[]
  /** What is odd about them together. */
  readonly notes: readonly string[]
}
export interface CertificateBox {
  readonly tone: Tone
  /** `Valid for 63d more`. */
  readonly status: string
  readonly fields: readonly { readonly label: string; readonly cells: readonly Cell[] }[]
}
export interface CertificatesPage {
  readonly shell: Shell
  readonly name: string
  /** The object's own page. */
  readonly back: string
  readonly view: CertificateView
  readonly foot: Foot
}

export function certificateView(files: readonly CertificateFile[], now: Date): CertificateView {
  return {
    files: files.map((file) => block(file, now)),
    note: files.length === 0 ? 'None of its values is a certificate.' : '',
  }
}

/** What an ingress serves its hosts with. */
export interface Served {
  readonly secret: string
  readonly hosts: readonly string[]
  readonly files: readonly CertificateFile[]
  /** Why it cannot be read; empty where it can. */
  readonly why: string
}

/**
 * Of each Secret the certificate that is shown to who connects, not those that signed it.
 * @param named Secrets that it names; those that are not among `all` were not looked into.
 */
export function servedView(all: readonly Served[], named: number, now: Date): CertificateView {
  const files = all.flatMap((served) => {
    const read = served.files.filter(({ key }) => key === 'tls.crt')
    if (read.length > 0) return read.map((file) => servedBlock(served, file, now))
    const why = served.why || 'It holds no tls.crt.'
    return [{ key: cut(served.secret, 300), certificates: [], notes: [cut(why, 300)] }]
  })
  const note =
    all.length < named
      ? `Of ${grouped(named)} Secrets the first ${all.length} were looked into.`
      : ''
  return { files, note }
}

function servedBlock(
  { secret, hosts }: Served,
  file: CertificateFile,
  now: Date,
): CertificateBlock {
  const { certificates, notes } = block(file, now)
  const names = file.certificates[0]?.names ?? []
  const others = names.length === 0 ? [] : hosts.filter((host) => !names.some(coversIn(host)))
  return {
    key: cut(secret, 300),
    certificates: certificates.slice(0, 1),
    notes: [...others.map((host) => cut(`It is not for ${host}.`, 300)), ...notes],
  }
}

const coversIn = (host: string) => (name: string) => covers(name, host)

function block(file: CertificateFile, now: Date): CertificateBlock {
  const { key, certificates, unreadable, chained, more, keyFits } = file
  const loose = !chained && !certificates.every(({ authority }) => authority)
  const notes = [
    unreadable === 0
      ? ''
      : certificates.length === 0
        ? 'Not a certificate that can be read.'
        : `${counted(unreadable, 'certificate')} cannot be read.`,
    loose ? 'They do not form a chain: each should be issued by the one behind it.' : '',
    keyFits === false ? 'The private key beside it belongs to another certificate.' : '',
    more ? 'There are more than these.' : '',
  ]
  return {
    key: cut(key, 300),
    certificates: certificates.map((each) => box(each, now)),
    notes: notes.filter((note) => note !== ''),
  }
}

const day = 86_400_000
/** From here on somebody should look: those that renew by themselves have done so by then. */
const soon = 21 * day

function box(certificate: Certificate, now: Date): CertificateBox {
  const { subject, issuer, names, from, to, key, serial, authority, own } = certificate
  const [until, since] = [Date.parse(to) - now.getTime(), now.getTime() - Date.parse(from)]
  return {
    ...condition(until, since),
    fields: [
      field('Names', ...names.slice(0, 40), ...rest(names.length - 40)),
      field('Subject', subject),
      field('Issued by', own ? 'itself' : issuer),
      field('Valid', `${date(from)} to ${date(to)}`),
      field('Key', key),
      field('Serial', serial),
      field('Kind', authority ? 'may sign others (CA)' : ''),
    ].filter(({ cells }) => cells.length > 0),
  }
}

/** @param until @param since milliseconds */
function condition(until: number, since: number): Pick<CertificateBox, 'tone' | 'status'> {
  if (until < 0) return { tone: 'bad', status: `Expired ${age(-until)} ago` }
  if (since < 0) return { tone: 'bad', status: `Not valid before ${age(-since)} from now` }
  if (until < soon) return { tone: 'warn', status: `Expires in ${age(until)}` }
  return { tone: 'ok', status: `Valid for ${age(until)} more` }
}

const rest = (count: number) => (count > 0 ? [`and ${count} more`] : [])

const field = (label: string, ...texts: readonly string[]) => ({
  label,
  cells: texts.filter((text) => text !== '').map((text) => ({ text: cut(text, 500) })),
})

/** `2026-11-25 22:15 UTC`. */
const date = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`
