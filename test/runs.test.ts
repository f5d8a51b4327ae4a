/** A run: each object once, three failures in a row and no more, several at a time. */
import { expect, test } from 'vitest'
import { NotSignedIn, Uncertain } from '../src/errors.ts'
import { answer, asked, book, done, kube, states, task } from './support/tasks.ts'

test('each object is done once, also where a run is told to go on twice', async () => {
  const seen: string[] = []
  const { runs } = book()
  const run = runs.begin(
    'ada',
    task(5, async ({ name }) => {
      seen.push(name)
      return done
    }),
    kube,
  )
  run.go(kube)
  run.again(kube)
  await run.over
  run.go(kube)
  run.again(kube)
  await run.over
  expect(seen).toEqual(['pod-0', 'pod-1', 'pod-2', 'pod-3', 'pod-4'])
  expect([run.state, run.count('done')]).toEqual(['done', 5])
})

test('what fails says why and holds up nothing; tried again it is the failed ones alone', async () => {
  const { runs } = book()
  const seen: string[] = []
  let refuses = true
  const run = runs.begin(
    'ada',
    task(4, async ({ name }) => {
      seen.push(name)
      if (name === 'pod-1' && refuses) throw answer(403)
      if (name === 'pod-2') return { state: 'skipped', words: 'It was replaced.' }
      return done
    }),
    kube,
  )
  await run.over
  expect(states(run)).toEqual(['done', 'failed', 'skipped', 'done'])
  expect(run.steps[1]?.words).toBe('said 403')
  refuses = false
  run.again(kube)
  await run.over
  expect(states(run)).toEqual(['done', 'done', 'skipped', 'done'])
  expect(seen).toEqual(['pod-0', 'pod-1', 'pod-2', 'pod-3', 'pod-1'])
})

test('three failures of the API server in a row end it, and it goes on from there', async () => {
  const { runs } = book()
  let ill = true
  const seen: string[] = []
  const run = runs.begin(
    'ada',
    task(8, async ({ name }) => {
      seen.push(name)
      if (ill && name > 'pod-1') throw answer(503)
      return done
    }),
    kube,
  )
  await run.over
  expect([run.state, run.count('done'), run.count('failed'), run.count('waiting')]).toEqual([
    'stopped',
    2,
    3,
    3,
  ])
  expect(run.why).toContain('3 times in a row')
  expect(run.why).toContain('said 503')
  ill = false
  run.go(kube)
  await run.over
  expect([run.state, run.count('done'), run.count('failed')]).toEqual(['done', 5, 3])
  run.again(kube)
  await run.over
  expect(run.count('done')).toBe(8)
  expect(new Set(seen).size).toBe(8)
  expect(seen).toHaveLength(11)
})

test('failures that are not in a row, or are refusals, end nothing', async () => {
  const { runs } = book()
  const run = runs.begin(
    'ada',
    task(9, async ({ name }) => {
      if (name === 'pod-8') return done
      throw answer(Number(name.slice(4)) % 3 === 2 ? 409 : 500)
    }),
    kube,
  )
  await run.over
  expect([run.state, run.count('failed'), run.count('done')]).toEqual(['done', 8, 1])
})

test('several at a time become one once the API server fails', async () => {
  const { runs } = book()
  let [open, most, tried] = [0, 0, 0]
  const after: number[] = []
  const run = runs.begin(
    'ada',
    task(
      40,
      async () => {
        open += 1
        most = Math.max(most, open)
        tried += 1
        await Promise.resolve()
        if (tried > 12) after.push(open)
        open -= 1
        if (tried > 8) throw answer(500)
        return done
      },
      { atOnce: 4 },
    ),
    kube,
  )
  await run.over
  expect([run.state, most]).toEqual(['stopped', 4])
  expect(after.every((count) => count === 1)).toBe(true)
  expect(run.count('failed')).toBeLessThan(8)
  expect(run.count('waiting')).toBeGreaterThan(25)
})

test('what got no answer is not done again by itself', async () => {
  const { runs } = book()
  let sent = 0
  const run = runs.begin(
    'ada',
    task(1, async () => {
      sent += 1
      throw new Uncertain(asked, 'reset')
    }),
    kube,
  )
  await run.over
  run.again(kube)
  await run.over
  expect([sent, run.count('unknown')]).toEqual([1, 1])
})

test('a session that is over ends it, and nothing is lost', async () => {
  const { runs } = book()
  const run = runs.begin(
    'ada',
    task(3, async ({ name }) => {
      if (name === 'pod-1') throw new NotSignedIn('expired')
      return done
    }),
    kube,
  )
  await run.over
  expect(run.state).toBe('stopped')
  expect(states(run)).toEqual(['done', 'waiting', 'waiting'])
  expect(run.why).toContain('sign in again')
})

test('who looks is told of each change, and hears which objects it was about', async () => {
  const { runs } = book()
  const gate = Promise.withResolvers<void>()
  const run = runs.begin(
    'ada',
    task(2, async () => {
      await gate.promise
      return done
    }),
    kube,
  )
  let told = 0
  const leave = run.watch(() => (told += 1))
  const before = run.version
  gate.resolve()
  await run.over
  leave()
  expect(told).toBeGreaterThan(2)
  expect(run.steps.every(({ version }) => version > before)).toBe(true)
})
