/** Commands in containers: what is asked, what comes, and that nothing that comes harms. */
import { expect, test } from 'vitest'
import { type Channel, connect, type Credential, type End } from '../../src/kube.ts'
import { execServer, frame, success } from '../support/exec-server.ts'
import { bearer, failure, ref } from '../support/recorded.ts'
import { random } from '../support/random.ts'
import { wildExec } from '../support/wild-exec.ts'

const query = { container: 'app', command: ['sh', '-c', 'echo "a b" & c'], tty: true }

function talk(channel: Channel) {
  const heard: string[] = []
  const { promise, resolve } = Promise.withResolvers<End>()
  channel.listen({
    output: (bytes, error) => void heard.push(`${error ? 'error' : 'output'} ${bytes.toString()}`),
    silent: () => {},
    ended: resolve,
  })
  return { heard, ended: promise }
}

const to = (url: URL, credential: Credential = bearer) =>
  connect({ cluster: 'prod', url }, credential)

test('words of a command stay words; what it writes comes in order; how it ended is told', async () => {
  const taken: string[] = []
  const server = await execServer(() => (socket) => {
    socket.on('message', (data: Buffer) => {
      taken.push(`${data[0]} ${data.subarray(1).toString()}`)
      if (taken.length < 2) return
      socket.send(frame(1, 'one '))
      socket.send(frame(2, 'two'))
      socket.send(success)
      socket.close()
    })
  })
  const connection = to(server.url)
  const channel = await connection.kube().exec(ref, query)
  const { heard, ended } = talk(channel)
  channel.resize({ cols: 80, rows: 24 })
  channel.write(Buffer.from('ls\r'))
  expect(await ended).toEqual({ how: 'exit', code: 0 })
  expect(heard).toEqual(['output one ', 'error two'])
  expect(taken).toEqual(['4 {"Width":80,"Height":24}', '0 ls\r'])
  const asked = new URL(server.asked[0] ?? '', server.url)
  expect(asked.pathname).toMatch(/\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/exec$/)
  expect(asked.searchParams.getAll('command')).toEqual(query.command)
  expect(asked.searchParams.get('stderr')).toBeNull()
  expect(server.headers[0]).toMatchObject({
    authorization: expect.stringMatching(/^Bearer /),
    'sec-websocket-protocol': 'v5.channel.k8s.io,v4.channel.k8s.io',
  })
  connection.close()
})

const said = (code: number, reason: string) => ({
  status: code,
  body: JSON.stringify({ kind: 'Status', status: 'Failure', reason, code, message: reason }),
})

test('a refusal has the API server’s words, and a renewed credential is tried once', async () => {
  const parts = [said(401, 'Unauthorized'), said(403, 'Forbidden')]
  const server = await execServer((at) => parts[at]!)
  let renewed = 0
  const renew = async () => {
    renewed += 1
    return true
  }
  const connection = to(server.url, { headers: async () => ({ authorization: 'Bearer x' }), renew })
  expect(await failure(connection.kube().exec(ref, query))).toMatchObject({
    status: 403,
    reason: 'Forbidden',
    asked: { verb: 'create', resource: 'pods/exec' },
  })
  expect(renewed).toBe(1)
  connection.close()
})

test('attaching asks for no command, and without a terminal errors come apart', async () => {
  const server = await execServer(() => (socket) => socket.close())
  const connection = to(server.url)
  const channel = await connection.kube().exec(ref, { container: 'app', tty: false })
  expect(await talk(channel).ended).toMatchObject({ how: 'cut' })
  const asked = new URL(server.asked[0] ?? '', server.url)
  expect(asked.pathname).toMatch(/\/attach$/)
  expect(asked.search).toBe('?container=app&stdin=true&stdout=true&stderr=true')
  connection.close()
})

test('an end of input is told to who knows it, and to nobody else', async () => {
  for (const [protocol, frames] of [
    ['v5.channel.k8s.io', ['255,0']],
    ['v4.channel.k8s.io', []],
  ] as const) {
    const taken: string[] = []
    const server = await execServer(
      () => (socket) => {
        socket.on('message', (data: Buffer) => void taken.push([...data].join()))
        socket.once('close', () => taken.push('closed'))
      },
      protocol,
    )
    const connection = to(server.url)
    const channel = await connection.kube().exec(ref, { container: 'app', tty: false })
    talk(channel)
    expect(channel.finish()).toBe(frames.length > 0)
    channel.close()
    await expect.poll(() => taken).toEqual([...frames, 'closed'])
    connection.close()
  }
})

test('of sizes that come faster than they go only the newest are sent, the last of all too', async () => {
  const taken: string[] = []
  const server = await execServer(
    () => (socket) =>
      void socket.on('message', (data: Buffer) => taken.push(data.toString('utf8', 1))),
  )
  const connection = to(server.url)
  const channel = await connection.kube().exec(ref, query)
  talk(channel)
  for (let cols = 1; cols <= 50_000; cols += 1) channel.resize({ cols, rows: 9 })
  await expect.poll(() => taken.at(-1)).toBe('{"Width":50000,"Height":9}')
  expect(taken.length).toBeLessThan(100)
  connection.close()
})

test('who signs out has no channel left', async () => {
  const server = await execServer(() => () => {})
  const connection = to(server.url)
  const { ended } = talk(await connection.kube().exec(ref, query))
  connection.close()
  expect(await ended).toMatchObject({ how: 'cut' })
})

test('a thousand that say and do whatever chance has: each ends once, and nothing breaks', async () => {
  const chance = random(42)
  const server = await execServer(() => (socket) => wildExec(socket, chance.below))
  const connection = to(server.url)
  const ends = new Map<string, number>()
  let left = 1000
  const one = async () => {
    while (left > 0) {
      left -= 1
      const channel = await connection.kube().exec(ref, query)
      let times = 0
      const how = await new Promise<End['how']>((resolve) => {
        channel.listen({
          output: () => chance.below(50) === 0 && channel.close(),
          silent: () => {},
          ended(end) {
            times += 1
            resolve(end.how)
          },
        })
        if (chance.below(3) === 0) channel.write(Buffer.alloc(chance.below(5000), 'x'))
        if (chance.below(3) === 0) channel.resize({ cols: chance.below(500), rows: 3 })
        if (chance.below(5) === 0) channel.finish()
        if (chance.below(20) === 0) channel.close()
      })
      expect(times).toBe(1)
      ends.set(how, (ends.get(how) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 16 }, one))
  expect([...ends.keys()].toSorted()).toEqual(['cut', 'exit', 'failed'])
  connection.close()
})
