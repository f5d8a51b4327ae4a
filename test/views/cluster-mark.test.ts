/** Which colour a cluster has, and whether it is called production. */
import { expect, test } from 'vitest'
import { clusterMark } from '../../src/views/cluster-mark.ts'

const marking = {
  clusterColours: ['prod-eu=violet', 'staging*=amber', '*-*-lab=green', 'arn:*:cluster/x=blue'],
  production: ['prod-*', 'live'],
}
const mark = (title: string, name = title) => {
  const { colour, production } = clusterMark({ name, title }, marking)
  return [colour, production]
}

test.each([
  ['prod-eu', 'violet', true],
  ['prod-us', 'red', true],
  ['live', 'red', true],
  ['live-not', '', false],
  ['staging', 'amber', false],
  ['staging-2', 'amber', false],
  ['a-b-lab', 'green', false],
  ['a-lab', '', false],
  ['kind', '', false],
])('%s', (title, colour, production) => {
  expect(mark(title)).toEqual([colour, production])
})

test('a context is known by its own name and by that in its address', () => {
  expect(mark('arn:aws:cluster/x', 'arn-aws-cluster-x')).toEqual(['blue', false])
  expect(mark('prod:1', 'prod-1')).toEqual(['red', true])
})
