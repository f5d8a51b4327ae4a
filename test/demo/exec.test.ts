/** What the demo’s containers answer, spoken to as Portlight speaks to any: a shell, a command, and who may not. */
import { expect, test } from 'vitest'
import { connect, type End, type ExecQuery, type Kube } from '../../src/kube.ts'
import { demo } from './demo.ts'

const cluster = demo()
const pods = '/api/v1/namespaces/shop/pods?labelSelector=app.kubernetes.io/name=cart'

async function as<T>(person: string, run: (kube: Kube) => Promise<T>): Promise<T> {
  const headers = async () => ({ authorization: `Bearer ${person}` })
  const connection = connect({ cluster: 'demo', url: new URL(cluster.url()) }, { headers })
  try {
    return await run(connection.kube())
  } finally {
    connection.close()
  }
}

/** All that it writes, and how it ends. */
async function ran(kube: Kube, query: ExecQuery, typed: readonly string[] = []) {
  const [pod] = await cluster.items(pods)
  const resource = (await kube.discovery()).get('pods')!
  const channel = await kube.exec({ resource, namespace: 'shop', name: pod!.metadata.name }, query)
  const heard = { out: '', error: '', name: pod!.metadata.name }
  const { promise, resolve } = Promise.withResolvers<End>()
  channel.listen({
    output: (bytes, error) => void (heard[error ? 'error' : 'out'] += bytes.toString()),
    silent: () => {},
    ended: resolve,
  })
  channel.resize({ cols: 100, rows: 30 })
  for (const keys of typed) channel.write(Buffer.from(keys))
  const end = await promise
  return { ...heard, end }
}

test('a terminal shows what is typed, takes it back, and knows its size', async () => {
  const query = { container: 'cart', command: ['sh', '-c', 'exec bash; exec sh'], tty: true }
  const typed = ['echo "a  b"\r', 'pwf\u007fd\r', 'echo x\u0003', 'stty size\rexit 3\r']
  const { out, end } = await as('ada', (kube) => ran(kube, query, typed))
  expect(end).toEqual({ how: 'exit', code: 3 })
  const lines = [
    'echo "a  b"',
    'a  b',
    '/ # pwf\b \bd',
    '/',
    '/ # echo x',
    '/ # stty size',
    '30 100',
  ]
  expect(out).toBe(['/ # ' + lines[0], ...lines.slice(1), '/ # exit 3', ''].join('\r\n'))
})

test.each([
  [['cat', '/etc/hostname'], 'NAME\n', '', 0],
  [['sh', '-c', 'pwd'], '/\n', '', 0],
  [['cat', '/nothing'], '', 'cat: /nothing: No such file or directory\n', 1],
  [['bash9'], '', 'sh: bash9: not found\n', 127],
])('%j ends by itself', async (command, wanted, wrong, code) => {
  const query = { container: 'cart', command, tty: false }
  const { out, error, end, name } = await as('admin', (kube) => ran(kube, query))
  expect([out, error, end]).toEqual([wanted.replace('NAME', name), wrong, { how: 'exit', code }])
})

test.each([
  ['bea', 'cart', { status: 403, message: expect.stringContaining('"pods/exec"') }],
  ['ada', 'nope', { status: 400, message: expect.stringMatching(/^container nope is not valid/) }],
])('%s in the container %s is refused', async (person, container, failure) => {
  const asked = as(person, (kube) => ran(kube, { container, command: ['sh'], tty: true }))
  await expect(asked).rejects.toMatchObject(failure)
})
