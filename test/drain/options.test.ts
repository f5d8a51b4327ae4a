/** kubectl's options: read from an address, written as kubectl takes them. */
import { expect, test } from 'vitest'
import { readOptions, usual, wordsOf } from '../../src/drain.ts'

test('nothing said is as kubectl does without any', () => {
  expect(readOptions({})).toEqual({ options: usual, wrong: {} })
  expect(wordsOf(usual)).toEqual([])
})

test('each of them, there and back', () => {
  const said = {
    'ignore-daemonsets': '1',
    'delete-emptydir-data': 'on',
    force: '1',
    'disable-eviction': '1',
    'pod-selector': 'app in (a, b),!old',
    'grace-period': '0',
    timeout: '1m30s',
    'skip-wait-for-delete-timeout': '20',
  }
  const { options, wrong } = readOptions(said)
  expect(wrong).toEqual({})
  expect(wordsOf(options)).toEqual([
    '--ignore-daemonsets',
    '--delete-emptydir-data',
    '--force',
    '--disable-eviction',
    "--pod-selector='app in (a, b),!old'",
    '--grace-period=0',
    '--timeout=90s',
    '--skip-wait-for-delete-timeout=20',
  ])
})

test.each([
  ['grace-period', '-5'],
  ['grace-period', '1.5'],
  ['timeout', 'soon'],
  ['timeout', '5'],
  ['skip-wait-for-delete-timeout', 'x'],
  ['pod-selector', 'a<b>'],
])('%s=%s is named and left out', (name, value) => {
  const { options, wrong } = readOptions({ [name]: value })
  expect(options).toEqual(usual)
  expect(wrong[name]).toContain(`“${value}” cannot be used`)
})
