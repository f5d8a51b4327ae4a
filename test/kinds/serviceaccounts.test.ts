/** ServiceAccounts as recorded: what they give their pods, and which pods run as them. */
import { expect, test } from 'vitest'
import accounts from '../../src/kinds/serviceaccounts.ts'
import { fixture } from '../support/fixtures.ts'
import { bare, cellsOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-26T00:00:00Z')
const of = (name: string) => fixture('serviceaccounts', name)

test('its Secrets, and whether its pods get a token', () => {
  expect(cellsOf('serviceaccounts', 'robot')).toMatchObject({
    Secrets: '1',
    'Pull Secrets': 'registry',
  })
  expect(cellsOf('serviceaccounts', 'plain')).toMatchObject({ Secrets: '0' })
  expect(sectionsOf('serviceaccounts', of('robot'), now)).toEqual({
    'What it gives its pods': {
      Token: 'none unless a pod asks for it',
      'Pull secrets': 'registry',
      Secrets: 'robot-token',
    },
  })
  expect(sectionsOf('serviceaccounts', of('plain'), now)).toEqual({
    'What it gives its pods': { Token: 'mounted unless a pod declines it' },
  })
  expect(accounts.facets['secret']?.(of('robot'))).toEqual(['robot-token', 'registry'])
})

test('the pods that run as it', () => {
  const keep = accounts.relations[0]!.keep!(of('robot'))
  const pod = (serviceAccountName: string) => keep(bare({ spec: { serviceAccountName } }))
  expect([pod('robot'), pod('default'), keep(bare({}))]).toEqual([true, false, false])
})
