/** What metrics-server measures of a real node, in the columns of its pods and of the nodes. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'
import { noRealNode, realNode } from '../support/real-node.ts'

const minutes = 60_000
/** metrics-server measures every 15 s, and what began to run twice before it says a figure. */
const patience = { timeout: 2 * minutes, interval: 2000 }

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'usage on a real node', () => {
  let program: Program

  beforeAll(async () => {
    const { kubeconfig } = await realNode()
    program = await portlight(['--local-key=off'], { KUBECONFIG: kubeconfig })
  }, 25 * minutes)
  afterAll(() => program?.stop())

  /** Name → what stands in a column, in the order of the rows. */
  async function column(path: string, id: string): Promise<ReadonlyMap<string, string>> {
    const { status, body } = await ask(program.address.origin, `/c/admin/${path}`)
    expect(status).toBe(200)
    const rows = parse(body).querySelectorAll('#rows > tr')
    const text = (row: (typeof rows)[number], col: string) =>
      row.querySelector(`td[data-col="${col}"]`)?.text.trim() ?? ''
    return new Map(rows.map((row) => [text(row, 'name'), text(row, id)]))
  }

  it('is told of pods that run, and of no other', { timeout: 3 * minutes }, async () => {
    const path = 'pods?ns=real&cols=name,memory&sort=-memory'
    await expect
      .poll(async () => (await column(path, 'memory')).get('running'), patience)
      .toMatch(/^[\d.]+ [KM]iB$/)
    const found = await column(path, 'memory')
    expect(found.get('completed')).toBe('–')
    expect(found.get('unschedulable')).toBe('–')
    const known = [...found.values()].map((value) => value !== '–')
    expect(known).toEqual(known.toSorted((a, b) => Number(b) - Number(a)))
  })

  it('is told of the node, against what it has; simulated nodes are not measured', async () => {
    const found = await column('nodes?cols=name,cpu', 'cpu')
    expect(found.get('real-1')).toMatch(/^(?:\d+m|[\d.]+) of [\d.]+$/)
    expect(found.get('node-01')).toMatch(/^– of [\d.]+$/)
  })
})
