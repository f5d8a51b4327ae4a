/** What is said of nodes whose containers fell silent. */
import { expect, test } from 'vitest'
import { watchNodes } from '../../src/pages/logs/silent-nodes.ts'

/** @param turns for each look, which nodes are silent, and what is wrong with each that is asked for. */
async function told(
  turns: readonly (readonly [readonly string[], Record<string, string | null>])[],
) {
  const over = new AbortController()
  const said: string[] = []
  let turn = -1
  const silent = () => {
    turn += 1
    if (turn === turns.length) over.abort()
    return turns[turn]?.[0] ?? []
  }
  const look = async (name: string) => turns[turn]?.[1][name]
  await watchNodes(look, silent, (text) => said.push(text), over.signal, 0)
  return said
}
const down = 'its kubelet has stopped reporting'

test('that one stops, and that it is back, is said once', async () => {
  const there = [['n1'], { n1: null }] as const
  const gone = [['n1'], { n1: down }] as const
  const heard = [[], { n1: null }] as const
  expect(await told([there, gone, gone, heard, heard])).toEqual([
    `Node n1: ${down}.`,
    'Node n1 answers again.',
  ])
})

test('one whose containers went is not said to be back, nor one that cannot be looked at', async () => {
  const gone = [['n1'], { n1: down }] as const
  const left = [[], { n1: down }] as const
  const blind = [['n1'], {}] as const
  expect(await told([gone, left, blind, left, gone])).toEqual([`Node n1: ${down}.`])
})

test('of many silent ones none is said to be back because others are looked at first', async () => {
  const others = Array.from({ length: 12 }, (_, at) => `m${at}`)
  const gone = { n1: down, ...Object.fromEntries(others.map((name) => [name, null])) }
  expect(
    await told([
      [['n1'], gone],
      [[...others, 'n1'], gone],
    ]),
  ).toEqual([`Node n1: ${down}.`])
})
