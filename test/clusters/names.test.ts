import { expect, it } from 'vitest'
import { clusterNames } from '../../src/clusters/names.ts'

it.each([
  ['prod', 'prod'],
  ['arn:aws:eks:eu-1:42:cluster/prod', 'arn-aws-eks-eu-1-42-cluster-prod'],
  ['kubernetes-admin@kind', 'kubernetes-admin-kind'],
  ['a, b + c', 'a-b-c'],
  ['生产', '-'],
  ['..', '--'],
  ['.', '-'],
  ['', '-'],
])('the context “%s” stands in the URL as “%s”', (title, name) => {
  expect(clusterNames([title])).toEqual([name])
})

it('counts clashes up', () => {
  expect(clusterNames(['a b', 'a/b', 'a+b'])).toEqual(['a-b', 'a-b-2', 'a-b-3'])
})

it('leaves a name that needs no change to its owner, wherever it stands', () => {
  expect(clusterNames(['a b', 'a-b', 'a/b', 'a-b-2'])).toEqual(['a-b-3', 'a-b', 'a-b-4', 'a-b-2'])
})
