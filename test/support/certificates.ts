/** Certificates for one test file, made by openssl: a CA, and servers that it signs well or badly. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Pair {
  readonly cert: string
  readonly key: string
}

export interface Authority {
  /** PEM of the CA. */
  readonly ca: string
  /** A certificate for the names, `DNS:api.test` or `IP:127.0.0.1`. */
  readonly issue: (names: string, dates?: { readonly from: string; readonly to: string }) => Pair
  readonly remove: () => void
}

const config = `[ca]
default_ca=own
[own]
new_certs_dir=.
database=index
rand_serial=yes
default_md=sha256
policy=any
copy_extensions=copy
unique_subject=no
[any]
commonName=supplied
`

/** `20200101000000Z` is the form of a date. */
export function authority(): Authority {
  const dir = mkdtempSync(join(tmpdir(), 'portlight-tls-'))
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })
  const read = (name: string) => readFileSync(join(dir, name), 'utf8')
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  writeFileSync(join(dir, 'config'), config)
  writeFileSync(join(dir, 'index'), '')
  run('req', '-x509', ...fresh, '-subj', '/CN=test CA', '-keyout', 'ca.key', '-out', 'ca.crt')
  const signing = [
    '-config',
    'config',
    '-batch',
    '-notext',
    '-cert',
    'ca.crt',
    '-keyfile',
    'ca.key',
  ]
  return {
    ca: read('ca.crt'),
    issue(names, dates = { from: '20200101000000Z', to: '21260101000000Z' }) {
      const asked = ['-addext', `subjectAltName=${names}`, '-keyout', 'one.key', '-out', 'one.csr']
      run('req', ...fresh, '-subj', '/CN=server', ...asked)
      const span = ['-startdate', dates.from, '-enddate', dates.to]
      run('ca', ...signing, ...span, '-in', 'one.csr', '-out', 'one.crt')
      return { cert: read('one.crt'), key: read('one.key') }
    },
    remove: () => rmSync(dir, { recursive: true }),
  }
}
