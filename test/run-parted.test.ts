/** A run that is cancelled in the middle of some of its objects: its page says what was begun of them. */
import { expect, test } from 'vitest'
import { Parted, type Task } from '../src/runs.ts'
import { urls } from '../src/urls.ts'
import { runHead, runRows } from '../src/views/run.ts'
import { book, kube, task, waits } from './support/tasks.ts'

const parts: Task['act'] = async (item, working, tell) => {
  try {
    return await waits(item, working, tell)
  } catch {
    throw new Parted('It was sent away.')
  }
}
const about = { cluster: 'demo', urls: urls(''), readOnly: false }

test('rows, count and buttons agree, and a way that is open no more is not offered', async () => {
  const { runs } = book()
  let given = false
  const after = async () => {
    given = true
    return 'Given back.'
  }
  const ways = [{ text: 'Uncordon', href: '/u', later: () => !given }]
  const run = runs.begin('ada', task(2, parts, { atOnce: 2, after, ways }), kube)
  await expect.poll(() => run.steps.every(({ words }) => words !== '')).toBe(true)
  run.cancel()
  await run.over
  const head = runHead(run, about)
  expect([run.state, head.counts, head.said]).toEqual([
    'cancelled',
    '0 of 2 done, 2 begun',
    'It was cancelled.',
  ])
  expect(head.steps).toEqual([{ value: 'go', text: 'Go on with the 2 begun', first: false }])
  expect(head.ways.map(({ text }) => text)).toEqual(['All your runs'])
  expect(runRows(run).map(({ word, words }) => [word, words])).toEqual([
    ['begun', 'It was sent away.'],
    ['begun', 'It was sent away.'],
  ])
})
