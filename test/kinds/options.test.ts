/** What a form's inputs are at the end of a kubectl line. */
import { expect, test } from 'vitest'
import type { Input } from '../../src/kind/action.ts'
import { options } from '../../src/kind/options.ts'

const input = (more: Partial<Input> & Pick<Input, 'name'>): Input => ({
  label: '',
  type: 'text',
  value: '',
  wrong: () => '',
  ...more,
})
const inputs = [
  input({ name: 'way', value: 'a', option: { b: '--way=b' } }),
  input({ name: 'seconds', option: '--seconds=#' }),
  input({ name: 'force', option: { yes: '--force' }, instead: 'seconds' }),
  input({ name: 'confirm' }),
]

test.each([
  [{}, []],
  [{ way: 'b', seconds: '5', confirm: 'x' }, ['--way=b', '--seconds=5']],
  [{ seconds: '5', force: 'yes' }, ['--force']],
  [{ seconds: '$&', force: 'no' }, ['--seconds=$&']],
  [{ way: 'constructor', force: 'toString' }, []],
])('%o', (given, said) => {
  expect(options(inputs, given)).toEqual(said)
})
