/** Which containers are read where there are more than can be read. */
import { expect, test } from 'vitest'
import { readAsked } from '../../src/logs/asked.ts'
import { choose, containersOfAll } from '../../src/pages/logs/sources.ts'
import { one, pod, running } from '../support/pods.ts'

const asked = (query = '') => readAsked(new URLSearchParams(query)).asked
const numbered = (number: number, more: object = {}) => {
  const creationTimestamp = new Date(Date.UTC(2026, 10, 1, 0, number)).toISOString()
  const name = `web-${number}`
  const { metadata, ...rest } = pod({ ...one(running), ...more }, { nodeName: `n${number % 3}` })
  return { ...rest, metadata: { ...metadata, name, creationTimestamp, uid: name } }
}
const names = (query = '', pods = many) =>
  choose(containersOfAll(pods), asked(query)).map((source) => source.pod)

const many = Array.from({ length: 130 }, (_, number) =>
  numbered(number, number >= 120 ? { phase: 'Succeeded' } : {}),
)

test('those that may still speak, the newest of them first, whatever their order in the list', () => {
  const newest = Array.from({ length: 100 }, (_, at) => `web-${119 - at}`)
  expect(names()).toEqual(newest)
  expect(names('', many.toReversed())).toEqual(newest)
})

test('one that is chosen is read however old it is', () => {
  expect(names('pod=web-3')).toEqual(['web-3'])
  expect(names('pod=shop/web-125,web-0')).toEqual(['web-0', 'web-125'])
})

const zone = (node: string) => (node === 'n1' ? 'east' : 'west')

test('by zone where the zones of nodes are known', () => {
  const east = choose(containersOfAll(many), asked('zone=east'), zone)
  expect(new Set(east.map(({ node }) => node))).toEqual(new Set(['n1']))
  expect(choose(containersOfAll(many), asked('zone=east'))).toEqual([])
})

test('whether it was started again is known', () => {
  const again = numbered(1, { containerStatuses: [{ name: 'app', restartCount: 2 }] })
  expect(containersOfAll([numbered(0), again]).map((source) => source.again)).toEqual([true, false])
})
