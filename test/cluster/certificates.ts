/** One certificate authority per cluster and what it signs, made with openssl. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

const leaves = {
  apiserver: {
    subject: '/CN=kube-apiserver',
    names: 'DNS:localhost,DNS:kubernetes,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:10.96.0.1',
  },
  admin: { subject: '/O=system:masters/CN=admin', names: 'DNS:admin' },
  shop: { subject: '/CN=shop.example.com', names: 'DNS:shop.example.com,DNS:www.shop.example.com' },
  kubelet: { subject: '/O=system:nodes/CN=system:node:real-1', names: 'DNS:real-1,IP:10.177.0.2' },
  'metrics-server': {
    subject: '/CN=metrics-server',
    names: 'DNS:metrics-server.kube-system.svc,IP:10.177.0.2',
  },
  kwok: { subject: '/O=system:masters/CN=kwok', names: 'DNS:kwok,IP:127.0.0.1' },
}

/** Writes `NAME.crt` and `NAME.key` for two authorities (ca, front-proxy) and each leaf, and `sa.key`, `sa.pub`. */
export async function certificates(folder: string): Promise<void> {
  const openssl = (...args: string[]): Promise<unknown> =>
    run('openssl', args, { cwd: folder }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      throw new Error('openssl is missing: it makes the certificates. Install the package openssl.')
    })
  await Promise.all([
    authority(openssl, 'ca', '/CN=portlight-cluster'),
    authority(openssl, 'front-proxy', '/CN=front-proxy'),
    openssl('genrsa', '-out', 'sa.key', '2048'),
  ])
  await openssl('rsa', '-in', 'sa.key', '-pubout', '-out', 'sa.pub')
  await Promise.all(
    Object.entries(leaves).map(([name, { subject, names }]) =>
      leaf(openssl, folder, name, subject, names),
    ),
  )
}

type Openssl = (...args: string[]) => Promise<unknown>

function authority(openssl: Openssl, name: string, subject: string): Promise<unknown> {
  const files = ['-keyout', `${name}.key`, '-out', `${name}.crt`]
  return openssl('req', '-x509', ...curve, '-days', '3650', ...files, '-subj', subject)
}

async function leaf(
  openssl: Openssl,
  folder: string,
  name: string,
  subject: string,
  names: string,
): Promise<void> {
  const usage = `subjectAltName=${names}\nextendedKeyUsage=serverAuth,clientAuth\n`
  await writeFile(join(folder, `${name}.ext`), usage)
  await openssl('req', ...curve, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject)
  const serial = `0x${Buffer.from(name).toString('hex')}`
  const signer = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-set_serial', serial]
  const files = ['-in', `${name}.csr`, '-out', `${name}.crt`, '-extfile', `${name}.ext`]
  await openssl('x509', '-req', ...files, ...signer, '-days', '3650')
}
