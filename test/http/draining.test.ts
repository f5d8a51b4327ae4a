/** The process is asked to end: who sends it requests hears of it first, streams are told, what is under way is finished. */
import { expect, onTestFinished, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { demoBehind } from '../support/demo-behind.ts'
import { parsed } from '../support/events.ts'
import { portlight } from '../support/program.ts'

test('it goes on answering while it says that it is not ready, then streams are told', async () => {
  const program = await portlight(['--demo', '--drain-wait=3'])
  onTestFinished(() => program.stop())
  const { origin } = program.address
  expect((await ask(origin, '/readyz')).status).toBe(200)
  const kept = async (path: string) => (await fetch(origin + path)).headers.get('connection')
  expect(await kept('/c/demo/pods')).toBe('keep-alive')
  const stream = await fetch(`${origin}/c/demo/pods?watch=`, {
    headers: { accept: 'text/event-stream', 'sec-fetch-mode': 'cors' },
  })
  const told = stream.text()
  const ended = program.end()
  await expect.poll(async () => (await ask(origin, '/readyz')).status).toBe(503)
  expect((await ask(origin, '/healthz')).status).toBe(200)
  expect((await ask(origin, '/c/demo/deployments.apps')).status).toBe(200)
  expect(await kept('/c/demo/pods')).toBe('close')
  expect(await ended).toBe(0)
  expect(parsed(await told).at(-1)?.event).toBe('bye')
  expect(await told).toMatch(/^retry: \d+$/m)
})

test('without a wait it ends at once', async () => {
  const program = await portlight(['--demo'])
  onTestFinished(() => program.stop())
  expect(await program.end()).toBe(0)
})

test('what gets no answer is cut, and does not hold the end up', async () => {
  const behind = await demoBehind()
  onTestFinished(() => behind.stop())
  const { program, far } = behind
  await ask(program.address.origin, '/c/demo/pods')
  far.freeze(true)
  const lost = ask(program.address.origin, '/c/demo/deployments.apps').catch(() => null)
  // It is under way: the process has taken it.
  await expect.poll(async () => (await ask(program.address.origin, '/healthz')).status).toBe(200)
  expect(await program.end()).toBe(0)
  expect(await lost).toBeNull()
})
