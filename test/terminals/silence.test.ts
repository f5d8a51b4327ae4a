/** A terminal that does not answer, and what somebody finds who looks. */
import { expect, it } from 'vitest'
import { Silences, type Why } from '../../src/terminals/silence.ts'

const node: Why = { by: 'node', node: 'n1', words: '' }

function watching(...found: readonly Why[]) {
  const said: string[] = []
  let looks = 0
  const look = async () => found[Math.min(looks++, found.length - 1)] ?? node
  const silences = new Silences(look, {
    told: (why) => void said.push(why?.by ?? 'answers'),
    lost: (why) => void said.push(`lost: ${why.by}`),
  })
  return { silences, said, looks: () => looks }
}

it('is told once, with who is silent, and that it answers again', async () => {
  const { silences, said } = watching(node)
  for (const how of ['perhaps', 'sure', 'sure', null, null] as const) await silences.heard(how)
  expect(said).toEqual(['node', 'answers'])
  expect(silences.why).toBeNull()
})

it('a process that reads nothing is let be; a connection that alone is dead is given up', async () => {
  const { silences, said } = watching({ by: 'nothing' })
  await silences.heard('perhaps')
  expect(said).toEqual([])
  await silences.heard('sure')
  expect(said).toEqual(['lost: nothing'])
})

it('who is silent in turn is told in turn; a pod that went meanwhile is the end', async () => {
  const { silences, said } = watching({ by: 'server', late: true, words: '' }, node, { by: 'gone' })
  for (const _ of [1, 2, 3]) await silences.heard('perhaps')
  expect(said).toEqual(['server', 'node', 'lost: gone'])
})

it('one look at a time; what was answered, or ended, meanwhile is not told', async () => {
  const { silences, said, looks } = watching(node)
  await Promise.all((['sure', 'sure', null] as const).map((how) => silences.heard(how)))
  expect(looks()).toBe(1)
  expect(said).toEqual([])
  const second = silences.heard('sure')
  silences.over()
  await second
  expect(said).toEqual([])
})
