/** How a run ends: cancelled, before it began, with the process; and who finds it. */
import { expect, test } from 'vitest'
import { Busy } from '../src/errors.ts'
import { limits, type Run, type Task } from '../src/runs.ts'
import { answer, book, done, kube, states, task, waits } from './support/tasks.ts'

test('one that waits says for what, is cancelled, and what is to be put back is put back', async () => {
  const { runs } = book()
  const said: string[] = []
  const run = runs.begin(
    'ada',
    task(2, waits, {
      before: async () => 'Cordoned.',
      after: async (_, how) => {
        said.push(how)
        return 'Uncordoned.'
      },
    }),
    kube,
  )
  await expect.poll(() => run.steps[0]?.words).toBe('disruption budget web allows 0')
  expect(run.note).toBe('Cordoned.')
  run.cancel()
  expect(run.ending).toBe(true)
  await run.over
  expect([run.state, run.note, said]).toEqual(['cancelled', 'Uncordoned.', ['cancelled']])
  expect(states(run)).toEqual(['waiting', 'waiting'])
})

/** The first waits, the others fail. */
const oneWaits: Task['act'] = async (item, ...more) => {
  if (item.name === 'pod-0') return waits(item, ...more)
  throw answer(503)
}

test('once too much failed what is under way and waits is let go, too', async () => {
  const { runs } = book()
  const run = runs.begin('ada', task(4, oneWaits, { atOnce: 4 }), kube)
  await run.over
  expect([run.state, states(run)]).toEqual(['stopped', ['waiting', 'failed', 'failed', 'failed']])
})

test('one that stops already is cancelled all the same, and put back', async () => {
  const { runs } = book()
  const sent = Promise.withResolvers<typeof done>()
  const said: string[] = []
  const act: Task['act'] = async ({ name }) => {
    if (name === 'pod-0') return sent.promise
    throw answer(503)
  }
  const after: Task['after'] = async (_, how) => {
    said.push(how)
    return ''
  }
  const run = runs.begin('ada', task(4, act, { atOnce: 4, after }), kube)
  await expect.poll(() => run.count('failed')).toBe(3)
  run.cancel()
  sent.resolve(done)
  await run.over
  expect([run.state, said]).toEqual(['cancelled', ['cancelled']])
  expect(run.why).toContain('3 times in a row')
})

test('without its beginning nothing is done', async () => {
  const { runs } = book()
  const run = runs.begin(
    'ada',
    task(2, async () => done, {
      before: async () => {
        throw answer(403)
      },
    }),
    kube,
  )
  await run.over
  expect([run.state, run.why, run.count('waiting')]).toEqual(['stopped', 'said 403', 2])
})

test('the process goes down: what runs ends, and is put back', async () => {
  const { runs, down } = book()
  const said: string[] = []
  const after: Task['after'] = async (_, how) => {
    said.push(how)
    return ''
  }
  const run = runs.begin('ada', task(2, waits, { after }), kube)
  down.abort()
  await runs.over()
  expect([run.state, said]).toEqual(['down', ['down']])
})

const cut: Task['act'] = async (item, working, tell) => {
  await waits(item, working, tell).catch(() => {})
  throw answer(503)
}

test('what the process cuts off as it goes down says nothing of the API server', async () => {
  const { runs, down } = book()
  const run = runs.begin('ada', task(8, cut, { atOnce: 4 }), kube)
  down.abort()
  await runs.over()
  expect([run.state, run.why, run.count('failed'), run.count('waiting')]).toEqual([
    'down',
    '',
    4,
    4,
  ])
})

test('what nobody foresaw is told to the log, not to the person', async () => {
  const { runs, unforeseen } = book()
  const run = runs.begin(
    'ada',
    task(1, async () => {
      throw new TypeError('of ours')
    }),
    kube,
  )
  await run.over
  expect(run.steps[0]?.words).not.toContain('of ours')
  expect(String(unforeseen[0])).toContain('of ours')
})

test('nobody finds another’s, and each has as many as they may', async () => {
  const { runs, down } = book()
  const [mine] = Array.from({ length: limits.running.person }, () =>
    runs.begin('ada', task(1, waits), kube),
  )
  expect(() => runs.begin('ada', task(1, waits), kube)).toThrow(Busy)
  expect(runs.find('bea', mine?.id ?? '')).toBeUndefined()
  expect(runs.find('ada', mine?.id ?? '')).toBe(mine)
  expect([runs.of('bea').length, runs.of('ada').length]).toEqual([0, limits.running.person])
  runs.begin('bea', task(1, waits), kube)
  down.abort()
  await runs.over()
})

test('one that goes on is one of as many as may, too, and is not forgotten for it', async () => {
  const { runs, down } = book()
  const own = runs.begin('ada', task(1, waits), kube)
  own.cancel()
  await own.over
  const others = Array.from({ length: limits.running.person }, () =>
    runs.begin('ada', task(1, waits), kube),
  )
  for (const step of ['go', 'again'] as const)
    expect(() => runs.resume(own, step, kube)).toThrow(Busy)
  expect(own.state).toBe('cancelled')
  const [one] = others
  one?.cancel()
  await one?.over
  runs.resume(own, 'go', kube)
  expect(own.state).toBe('running')
  // One that goes on already is as it is.
  runs.resume(own, 'go', kube)
  expect(runs.find('ada', own.id)).toBe(own)
  down.abort()
  await runs.over()
})

test('of one person’s the oldest that are over are forgotten first', async () => {
  const { runs } = book()
  const all: Run[] = []
  for (let count = 0; count < limits.kept.person + 2; count += 1) {
    const run = runs.begin(
      'ada',
      task(1, async () => done),
      kube,
    )
    await run.over
    all.push(run)
  }
  expect(runs.of('ada')).toEqual(all.slice(2).toReversed())
})
