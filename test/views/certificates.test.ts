/** Certificates in words: how long they are good for. */
import { expect, test } from 'vitest'
import type { Certificate, CertificateFile } from '../../src/kube.ts'
import { certificateView } from '../../src/views/certificates.ts'

const now = new Date('2026-11-25T12:00:00Z')
const one: Certificate = {
  subject: 'CN=shop',
  issuer: 'CN=Example CA',
  names: ['shop.example.com'],
  from: '2026-11-01T00:00:00.000Z',
  to: '2027-02-01T00:00:00.000Z',
  serial: '0A',
  key: 'RSA 2048',
  authority: false,
  own: false,
}
const file: CertificateFile = {
  key: 'tls.crt',
  certificates: [one],
  chained: true,
  unreadable: 0,
  more: false,
  keyFits: null,
}
const statusOf = (dates: Partial<Certificate>) => {
  const [box] = certificateView([{ ...file, certificates: [{ ...one, ...dates }] }], now).files[0]!
    .certificates
  return [box!.tone, box!.status]
}

test.each([
  [{}, ['ok', 'Valid for 67d more']],
  [{ to: '2026-12-16T12:00:01.000Z' }, ['ok', 'Valid for 21d more']],
  [{ to: '2026-12-16T11:59:59.000Z' }, ['warn', 'Expires in 20d']],
  [{ to: '2026-11-25T11:00:00.000Z' }, ['bad', 'Expired 60m ago']],
  [{ from: '2026-11-27T12:00:00.000Z' }, ['bad', 'Not valid before 2d from now']],
])('%j', (dates, wanted) => {
  expect(statusOf(dates)).toEqual(wanted)
})

test('its fields; what it does not say is left out', () => {
  const [box] = certificateView(
    [{ ...file, certificates: [{ ...one, subject: '', own: true }] }],
    now,
  ).files[0]!.certificates
  expect(box!.fields.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)])).toEqual([
    ['Names', 'shop.example.com'],
    ['Issued by', 'itself'],
    ['Valid', '2026-11-01 00:00 UTC to 2027-02-01 00:00 UTC'],
    ['Key', 'RSA 2048'],
    ['Serial', '0A'],
  ])
})

test('what is odd about a file is said', () => {
  const notes = (more: Partial<CertificateFile>) =>
    certificateView([{ ...file, ...more }], now).files[0]!.notes
  expect(notes({})).toEqual([])
  expect(notes({ certificates: [], unreadable: 1 })).toEqual([
    'Not a certificate that can be read.',
  ])
  expect(notes({ unreadable: 2 })).toEqual(['2 certificates cannot be read.'])
  expect(notes({ chained: false })).toEqual([
    'They do not form a chain: each should be issued by the one behind it.',
  ])
  expect(notes({ chained: false, certificates: [{ ...one, authority: true }] })).toEqual([])
  expect(notes({ keyFits: true })).toEqual([])
  expect(notes({ keyFits: false })).toEqual([
    'The private key beside it belongs to another certificate.',
  ])
  expect(certificateView([], now).note).toBe('None of its values is a certificate.')
})
