/** Memory that large lists took goes back to the system. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { registry } from '../../src/live/registry.ts'
import { sizing } from '../../src/live/sparing.ts'
import { gone, resetTo, rowAt, set, told, viewer } from '../support/told.ts'

test('it is told once when the lists become large, and once when they are so no more', async () => {
  const said: boolean[] = []
  const [list, open] = [
    told(),
    registry(
      Infinity,
      sizing((large) => said.push(large)),
    ),
  ]
  const one = open.join('a', viewer(list))
  await list.tell(resetTo('web/a'))
  expect(said).toEqual([])
  const text = 'x'.repeat(30_000_000)
  const heavy = { ...rowAt('web/b'), cells: [text] }
  await list.tell(set(heavy))
  await list.tell(set(rowAt('web/c')))
  expect(said).toEqual([true])
  await list.tell(gone(heavy))
  await list.tell(gone(rowAt('web/c')))
  open.close()
  expect(said).toEqual([true, false])
  one.leave()
})

test('where it is told, what V8 would keep goes back', () => {
  const program = join(import.meta.dirname, '../support/spared.ts')
  const flags = ['--max-semi-space-size=2']
  const ran = execFileSync(process.execPath, [...flags, program], { encoding: 'utf8' })
  const { full, after } = JSON.parse(ran) as { full: number; after: number }
  expect(after).toBeLessThan(full * 0.7)
})
