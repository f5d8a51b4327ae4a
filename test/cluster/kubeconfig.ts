/** The kubeconfig of a cluster: one context per kind of person, and one that leads nowhere. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Access = {
  readonly name: string
  readonly server: string
  readonly ca: string
  readonly tokens: Readonly<Record<'admin' | 'ada' | 'bea' | 'tim' | 'nobody', string>>
  readonly certificate: { readonly cert: string; readonly key: string }
}

/** JSON, which is YAML too. Contexts: admin, admin-cert, ada, bea, tim, nobody, gone (a port nobody listens on). */
export function kubeconfig({ server, ca, tokens, certificate }: Access): string {
  const authority = base64(ca)
  const users = [
    ...Object.entries(tokens).map(([name, token]) => ({ name, user: { token } })),
    {
      name: 'admin-cert',
      user: {
        'client-certificate-data': base64(certificate.cert),
        'client-key-data': base64(certificate.key),
      },
    },
  ]
  const contexts = users.map(({ name }) => ({ name, context: { cluster: 'here', user: name } }))
  return JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'admin',
      clusters: [
        { name: 'here', cluster: { server, 'certificate-authority-data': authority } },
        // the discard port: nothing listens there on a machine of today
        {
          name: 'gone',
          cluster: { server: 'https://127.0.0.1:9', 'certificate-authority-data': authority },
        },
      ],
      users,
      contexts: [...contexts, { name: 'gone', context: { cluster: 'gone', user: 'admin' } }],
    },
    undefined,
    2,
  )
}

/** The kubeconfig of a part of the cluster itself, by the certificate `NAME.crt` in its folder. */
export async function kubeconfigOf(folder: string, port: number, name: string): Promise<string> {
  const data = async (file: string): Promise<string> =>
    base64(await readFile(join(folder, file), 'utf8'))
  const certificate = {
    'client-certificate-data': await data(`${name}.crt`),
    'client-key-data': await data(`${name}.key`),
  }
  const server = `https://127.0.0.1:${port}`
  const cluster = { server, 'certificate-authority-data': await data('ca.crt') }
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name: 'here', cluster }],
    users: [{ name, user: certificate }],
    contexts: [{ name, context: { cluster: 'here', user: name } }],
  })
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')
