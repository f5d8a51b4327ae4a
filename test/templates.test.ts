import { expect, test } from 'vitest'
import { checkTemplates } from './support/check-templates.ts'

test('every template reads only what its type has, and computes nothing', () => {
  expect(checkTemplates()).toEqual([])
})
