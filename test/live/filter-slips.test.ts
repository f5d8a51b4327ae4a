/** What other tools write and would find nothing in silence: marked where it stands, with what was meant. */
import { describe, expect, test } from 'vitest'
import { type Broken, filter } from '../../src/live/filter.ts'
import { over as named, type Pod, pods } from '../support/filtered.ts'

const over = { ...named, beyond: ({ images }: Pod) => images.join('\n') }

/** As it is marked, whatever is said to write in its place. */
const marked = (from: number, text: string, why: RegExp): Broken =>
  expect.objectContaining({
    from,
    to: from + text.length,
    text,
    why: expect.stringMatching(why) as string,
  }) as Broken

/** What is said to write; empty: nothing is. It stands in the sentence. */
function meantIn([one]: readonly Broken[]): string {
  const { meant = '', why = '' } = one ?? {}
  expect(why).toContain(meant)
  return meant
}

describe('a sign stands together with its field', () => {
  test.each([
    ['web restarts > 5', 4, 'restarts > 5', /Did you mean restarts>5\?$/],
    ['restarts >5 web', 0, 'restarts >5', /Did you mean restarts>5\?$/],
    ['restarts >', 0, 'restarts >', /Did you mean restarts>\?$/],
    ['restarts => 5', 0, 'restarts => 5', /Did you mean restarts>=5\?$/],
    ['Node : a', 0, 'Node : a', /Did you mean Node:a\?$/],
    ['node: worker-1 web', 0, 'node: worker-1', /Did you mean node:worker-1\?$/],
    ['restarts> 5', 0, 'restarts> 5', /Did you mean restarts>5\?$/],
    ['restarts==5', 0, 'restarts==5', /Did you mean restarts=5\?$/],
    ['-restarts=>5', 0, '-restarts=>5', /Did you mean -restarts>=5\?$/],
    ['restarts=<5', 0, 'restarts=<5', /Did you mean restarts<=5\?$/],
    ['node=~work', 0, 'node=~work', /Did you mean node:\/work\/\?$/],
    ['label:team==api', 0, 'label:team==api', /Did you mean label:team=api\?$/],
  ])('%j', (typed, from, text, why) => {
    const { wrong } = filter(typed, over)
    expect(wrong).toEqual([marked(from, text, why)])
    expect(meantIn(wrong)).not.toBe('')
  })
})

describe('a word that no name can hold', () => {
  test.each([
    ['web cart|login', 4, 'cart|login', /No name holds \|\. Did you mean \/cart\|login\/\?/],
    ['cart,login', 0, 'cart,login', /Did you mean \/cart\|login\/\?/],
    ['-cart*', 0, '-cart*', /Did you mean -cart\? As a text: "cart\*"\.$/],
    ['cart-*-x', 0, 'cart-*-x', /Did you mean \/cart-\.\*-x\/\?/],
    ['^cart', 0, '^cart', /Did you mean name:\/\^cart\/\?/],
    ['cart$', 0, 'cart$', /Did you mean \/cart\$\/\?/],
    ['*', 0, '*', /^No name holds \*\. As a text: "\*"\.$/],
    ['>5', 0, '>5', /^No name holds >\. As a text: ">5"\.$/],
    ['web OR cart', 4, 'OR', /must match\. One of several is an expression/],
    ['web && cart', 4, '&&', /leave && out/],
    ['NOT web', 0, 'NOT', /a - in front of it/],
    ['a.io/name=cart', 0, 'a.io/name=cart', /A label is written label:a\.io\/name=cart\./],
    ['-a.io/name==cart', 0, '-a.io/name==cart', /written -label:a\.io\/name=cart\./],
    ['node:a,b', 0, 'node:a,b', /No name holds ,\. Did you mean node:\/a\|b\/\?/],
    ['-node=a,b', 0, '-node=a,b', /Did you mean -node:\/\^\(a\|b\)\$\/\?/],
    ['node!=a*', 0, 'node!=a*', /Did you mean -node:\/\^\(a\.\*\)\$\/\?/],
    ['status:Running|Pending', 0, 'status:Running|Pending', /status:\/Running\|Pending\//],
  ])('%j', (typed, from, text, why) => {
    const { wrong, matches } = filter(typed, over)
    expect(wrong).toEqual([marked(from, text, why)])
    expect(/Did you mean|A label is/.test(wrong[0]?.why ?? '')).toBe(meantIn(wrong) !== '')
    expect(pods.some(matches)).toBe(true)
  })
})

test('what is quoted, half typed, a field of its own or another one stays as it was', () => {
  for (const typed of [
    '"cart|login" ">5" "OR" "a.io/name=x"',
    'restarts restarts>5',
    'node: restarts>5',
    'node: -web',
    'node:',
    'or and not web/cart cart_1 fe80::1',
    'image:a|b image:*',
    'node:"a,b"',
  ])
    expect(filter(typed, over).wrong, typed).toEqual([])
})

test('where words are looked for in more than names, or names hold anything, they may be anything', () => {
  const told = { ...over, where: 'namespace, name and message' }
  expect(filter('a|b OR > x,y', told).wrong).toEqual([])
  expect(filter('restarts > 5', told).wrong).toHaveLength(1)
  expect(filter('a|b OR restarts > 5', named).wrong).toEqual([])
})
