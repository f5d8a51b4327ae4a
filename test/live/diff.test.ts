/** Steps from one window to the next, tried with random windows. */
import { expect, test } from 'vitest'
import { diff, type Drawn, type Step } from '../../src/live/diff.ts'
import { random } from '../support/random.ts'

const row = (id: string, mark = '1'): Drawn => ({ id, mark })
const rows = (ids: string) => ids.split('').map((id) => row(id))
const ids = (all: readonly Drawn[]) => all.map(({ id }) => id).join('')

/** As htmx does it: places are looked up before the first step; a row that is not there is a mistake. */
function apply(from: readonly Drawn[], steps: readonly Step<Drawn>[]): readonly Drawn[] {
  const all = [...from]
  const place = (id: string) => {
    if (from.every((one) => one.id !== id)) throw new Error(`${id} was not in ${ids(from)}`)
    const at = all.findIndex((one) => one.id === id)
    if (at < 0) throw new Error(`no row ${id} in ${ids(all)}`)
    return at
  }
  for (const step of steps) {
    if (step.step === 'remove') all.splice(place(step.id), 1)
    else if (step.step === 'change') all[place(step.row.id)] = step.row
    else all.splice(step.before === null ? all.length : place(step.before), 0, ...step.rows)
  }
  return all
}

/** The rows that a step is about. */
function rowsOf(step: Step<Drawn>): readonly string[] {
  if (step.step === 'remove') return [step.id]
  return step.step === 'change' ? [step.row.id] : step.rows.map(({ id }) => id)
}

test('applied to the old window the steps give the new one, and no row is touched twice over', () => {
  const { below, shuffled } = random(4)
  const every = 'abcdefghijkl'.split('')
  const drawn = () =>
    shuffled(every)
      .slice(0, below(every.length + 1))
      .map((id) => row(id, String(below(2))))
  for (let turn = 0; turn < 5000; turn += 1) {
    const [from, to] = [drawn(), drawn()]
    const steps = diff(from, to)
    const told = `${ids(from)} → ${ids(to)}: ${JSON.stringify(steps)}`
    expect(apply(from, steps), told).toEqual(to)
    const touched = steps.flatMap((step) => rowsOf(step).map((id) => `${step.step} ${id}`))
    expect(new Set(touched).size, told).toBe(touched.length)
    // Only a move takes two steps: out of its place, and into the new one.
    const twice = new Set(steps.flatMap(rowsOf)).size
    const come = steps.flatMap((step) => (step.step === 'insert' ? rowsOf(step) : []))
    const moved = come.filter((id) => from.some((one) => one.id === id))
    expect(touched.length - twice, told).toBe(moved.length)
  }
})

test('rows that keep their order are never taken out: what goes is removed, what comes is inserted', () => {
  const { below } = random(5)
  const every = 'abcdefghijklmnop'.split('')
  const some = () => every.filter(() => below(3) > 0).map((id) => row(id, String(below(2))))
  for (let turn = 0; turn < 5000; turn += 1) {
    const [from, to] = [some(), some()]
    const steps = diff(from, to)
    const gone = from.filter(({ id }) => to.every((one) => one.id !== id))
    const come = to.filter(({ id }) => from.every((one) => one.id !== id))
    const changed = to.filter(({ id, mark }) =>
      from.some((one) => one.id === id && one.mark !== mark),
    )
    const told = `${ids(from)} → ${ids(to)}`
    const of = (name: string) => steps.filter(({ step }) => step === name).flatMap(rowsOf)
    expect(of('remove').join(''), told).toBe(ids(gone))
    expect(of('insert').join(''), told).toBe(ids(come))
    expect(of('change').join(''), told).toBe(ids(changed))
  }
})

test('one row that moves is the only one that is touched', () => {
  expect(diff(rows('abcdef'), rows('bcdeaf')).flatMap(rowsOf)).toEqual(['a', 'a'])
  expect(diff(rows('abcdef'), rows('fabcde')).flatMap(rowsOf)).toEqual(['f', 'f'])
})

test('as few rows move as can be', () => {
  const { below, shuffled } = random(6)
  for (let turn = 0; turn < 500; turn += 1) {
    const from = rows('abcdefg').slice(0, below(8))
    const to = shuffled(from)
    const moved = diff(from, to).flatMap((step) => (step.step === 'insert' ? step.rows : []))
    expect(moved.length, `${ids(from)} → ${ids(to)}`).toBe(
      from.length - rising(to.map(({ id }) => id)),
    )
  }
})

/** The length of the longest rising run among all of them, tried one by one. */
function rising(letters: readonly string[]): number {
  let most = 0
  for (let set = 0; set < 2 ** letters.length; set += 1) {
    const chosen = letters.filter((_, at) => (set >> at) & 1)
    if (chosen.every((letter, at) => at === 0 || chosen[at - 1]! < letter))
      most = Math.max(most, chosen.length)
  }
  return most
}

test('the same window has no steps; what looks different changes where it stands', () => {
  expect(diff(rows('abc'), rows('abc'))).toEqual([])
  expect(diff(rows('abc'), [row('a'), row('b', '2'), row('c')])).toEqual([
    { step: 'change', row: row('b', '2') },
  ])
})
