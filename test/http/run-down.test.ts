/** The process goes down while a run is under way: what was sent is answered and audited, the rest is left, and said. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { type Behind, demoBehind } from '../support/demo-behind.ts'

let behind: Behind
beforeAll(async () => {
  behind = await demoBehind()
})
afterAll(() => behind?.stop())

const patient = { timeout: 20_000, interval: 20 }

const audited = () =>
  behind.program.lines.filter((line) => line.includes('"audit":true') && line.includes('"patch"'))

test('nothing is lost, nothing more is begun', async () => {
  const { origin } = behind.program.address
  const body = new URLSearchParams({ action: 'labels', labels: 'team=api', all: '' }).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
    accept: 'application/json',
  }
  const asked = ask(origin, '/c/demo/pods/do', { method: 'POST', body, headers })
  await expect.poll(() => audited().length, patient).toBeGreaterThan(0)
  const runs = (await ask(origin, '/c/demo/runs')).body
  const at = /\/c\/demo\/runs\/[\w-]{22}/.exec(runs)?.[0] ?? ''
  const heard = (await fetch(`${origin}${at}?watch=`)).text()
  behind.far.freeze(true)
  const ended = behind.program.end()
  const isDown = async () => (await ask(origin, '/readyz').catch(() => null))?.status !== 200
  await expect.poll(isDown, patient).toBe(true)
  behind.far.freeze(false)
  const answer = JSON.parse((await asked).body) as {
    state: string
    counts: Record<string, number>
  }
  expect(await ended).toBe(0)
  expect(answer.state).toBe('down')
  expect(answer.counts['waiting']).toBeGreaterThan(0)
  const well = audited().filter((line) => line.includes('"status":200'))
  expect(well).toHaveLength(answer.counts['done'] ?? 0)
  // What is frozen is lost: of a change that was sent then nobody knows.
  expect(audited().length - well.length).toBe(answer.counts['unknown'])
  // Its page hears so before it is told to come back, and does not: nobody else knows of the run.
  const last = (await heard).split('\n\n').findLast((one) => one.includes('hx-partial')) ?? ''
  expect(last).toMatch(/Portlight goes down: it stopped\. [\d,]+ (?:is|are) left\. Begin it anew/)
  expect(last).toContain('hx-target="#stream" hx-swap="delete"')
  expect(last).not.toContain('value="go"')
})
