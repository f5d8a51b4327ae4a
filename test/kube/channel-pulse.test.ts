/** Whether the other end of a channel answers, by pings. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Silence } from '../../src/kube.ts'
import { channelOf } from '../../src/kube/channel.ts'
import { execServer, frame } from '../support/exec-server.ts'

async function talking() {
  const far: WebSocket[] = []
  const { url } = await execServer(() => (socket) => void far.push(socket))
  const near = new WebSocket(url, ['v5.channel.k8s.io'])
  onTestFinished(() => near.terminate())
  await new Promise((resolve) => near.once('open', resolve))
  near.pause()
  const channel = channelOf(near, 20)
  const heard: Silence[] = []
  channel.listen({ output: () => {}, silent: (how) => void heard.push(how), ended: () => {} })
  let pings = 0
  far[0]!.on('ping', () => (pings += 1))
  const answered = async () => {
    const before = pings
    await vi.waitFor(() => expect(pings).toBeGreaterThan(before + 3))
  }
  return { channel, heard, far: far[0]!, answered }
}

test('who answers pings is not silent; who does not is, until anything comes', async () => {
  const { heard, far, answered } = await talking()
  await answered()
  expect(heard).toEqual([])
  far.pause()
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(2))
  expect(new Set(heard)).toEqual(new Set(['sure']))
  far.send(frame(1, 'here'))
  await vi.waitFor(() => expect(heard).toContain(null))
})

test('what was written may stand before a ping: then it is not sure', async () => {
  const { channel, heard, far, answered } = await talking()
  await answered()
  far.pause()
  channel.write(Buffer.from('ls'))
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(2))
  expect(new Set(heard)).toEqual(new Set(['perhaps']))
  far.resume()
  await vi.waitFor(() => expect(heard.at(-1)).toBe(null))
  await answered()
  far.pause()
  await vi.waitFor(() => expect(heard.at(-1)).toBe('sure'))
})

test('while nothing is read no answer is missed', async () => {
  const { channel, heard, answered } = await talking()
  channel.hold()
  await answered()
  channel.go()
  await answered()
  expect(heard).toEqual([])
})
