/** A connection that was closed, and one whose person signed out: what opens meanwhile ends on arrival, and nothing goes out any more. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { KubeError, NotSignedIn, Unreachable } from '../../src/errors.ts'
import { connect } from '../../src/kube.ts'
import { channels } from '../../src/kube/exec.ts'
import { linkOf } from '../../src/kube/link.ts'
import { listen, recorder } from '../clusters/support.ts'
import { pods } from '../support/resources.ts'

const ref = { resource: pods, namespace: 'default', name: 'one' }
const shell = { container: 'main', command: ['sh'], tty: true }
const nobody = { headers: async () => ({}) }

/** Each shell waits at the door until it is let in. */
async function slowShells() {
  const sockets = new WebSocketServer({ noServer: true })
  const waiting: (() => void)[] = []
  const open = new Set<unknown>()
  const server = createServer()
  server.on('upgrade', (asked: IncomingMessage, socket, head) => {
    waiting.push(() =>
      sockets.handleUpgrade(asked, socket, head, (one) => {
        open.add(one)
        one.once('close', () => open.delete(one))
      }),
    )
  })
  const url = new URL(`http://127.0.0.1:${await listen(server)}`)
  return { address: { cluster: 'shop', url }, waiting, open }
}

test('after signing out nothing is sent any more; a connection that was only let go of serves on', async () => {
  const { url, requests } = await recorder()
  const connection = connect({ cluster: 'shop', url: new URL(url) }, nobody)
  onTestFinished(() => connection.end())
  const kube = connection.kube()
  await kube.can('get', pods, 'default')
  connection.close()
  await kube.can('get', pods, 'default')
  expect(requests).toHaveLength(2)
  connection.end()
  await expect(kube.can('get', pods, 'default')).rejects.toThrow(NotSignedIn)
  await expect(connection.kube().exec(ref, shell)).rejects.toThrow(NotSignedIn)
  const late = connect({ cluster: 'shop', url: new URL(url) }, nobody)
  const asking = late.kube().can('get', pods, 'default')
  late.end()
  await expect(asking).rejects.toThrow(NotSignedIn)
  expect(requests).toHaveLength(2)
})

test.each(['close', 'end'] as const)(
  'a shell that opens during %s ends on arrival',
  async (way) => {
    const far = await slowShells()
    const connection = connect(far.address, nobody)
    onTestFinished(() => connection.end())
    const opening = connection.kube().exec(ref, shell)
    opening.catch(() => {})
    await expect.poll(() => far.waiting.length).toBe(1)
    connection[way]()
    far.waiting[0]?.()
    await expect(opening).rejects.toThrow(Unreachable)
    await expect.poll(() => far.open.size).toBe(0)
  },
)

test.each(['close', 'end'] as const)('a log that opens during %s ends on arrival', async (way) => {
  const waiting: ServerResponse[] = []
  const server = createServer((_, answer) => void waiting.push(answer))
  const url = new URL(`http://127.0.0.1:${await listen(server)}`)
  const connection = connect({ cluster: 'shop', url }, nobody)
  onTestFinished(() => connection.end())
  const opening = connection.kube().logBytes(ref, { container: 'main', follow: true })
  await expect.poll(() => waiting.length).toBe(1)
  connection[way]()
  waiting[0]?.write('one\n')
  await opening
  await expect.poll(() => waiting[0]?.destroyed).toBe(true)
})

test('as many shells are open as may be, also of those asked for at once', async () => {
  const far = await slowShells()
  const { link, close } = linkOf(far.address, nobody)
  const talks = channels(link, 2)
  onTestFinished(() => {
    talks.close()
    close(true)
  })
  const asked = [1, 2, 3].map(() => talks.open({}, ref, shell))
  await expect(asked[2]).rejects.toThrow(KubeError)
  await expect.poll(() => far.waiting.length).toBe(2)
  for (const go of far.waiting) go()
  const [first] = await Promise.all(asked.slice(0, 2))
  await expect(talks.open({}, ref, shell)).rejects.toThrow('2 shells are open')
  first?.close()
  first?.listen({ output: () => {}, silent: () => {}, ended: () => {} })
  await expect.poll(() => far.open.size).toBe(1)
  const next = talks.open({}, ref, shell)
  await expect.poll(() => far.waiting.length).toBe(3)
  far.waiting[2]?.()
  await next
})
