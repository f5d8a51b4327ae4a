/** A client that takes its time does not take ours. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight } from '../support/program.ts'

test('a request whose head does not end is answered 408 and closed, and others are served meanwhile', async () => {
  const program = await portlight(['--demo'])
  const slow = connect(Number(program.address.port), program.address.hostname)
  slow.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
  const answer = text(slow)
  expect((await ask(program.address, '/healthz')).status).toBe(200)
  await once(slow, 'close')
  expect(await answer).toContain('408')
  await program.stop()
})

test('an address beyond all measure is answered 431 in words', async () => {
  const program = await portlight(['--demo'])
  const long = await ask(program.address, `/c/demo/search?q=${'%28'.repeat(30_000)}`)
  expect([long.status, long.body]).toEqual([431, expect.stringContaining('Shorten the address')])
  const read = await ask(program.address, `/c/demo/search?q=${'%28'.repeat(10_000)}`)
  expect([read.status, read.body]).toEqual([422, expect.stringContaining('10000 characters')])
  await program.stop()
})
