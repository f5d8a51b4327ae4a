/** The filter's language: its terms and their places, each operator, expressions, and that nothing typed makes it fail. */
import { describe, expect, test } from 'vitest'
import { type Engine, engineFor, filter, terms } from '../../src/live/filter.ts'
import { every, finding, over, pods } from '../support/filtered.ts'
import { random } from '../support/random.ts'

const engine = (await engineFor('/x/')) as Engine
const found = finding(over, engine)

describe('each operator', () => {
  test.each([
    ['restarts>=3', 'cart-2 API'],
    ['restarts<=3', 'cart-1 API'],
    ['restarts=3', 'API'],
    ['restarts!=3', 'cart-1 cart-2 a:b'],
    ['-restarts=3', 'cart-1 cart-2 a:b'],
    ['restarts:1', 'cart-2'],
    ['age<1h', 'cart-1 a:b'],
    ['age<=1h', 'cart-1 API a:b'],
    ['age>1h', 'cart-2'],
    ['AGE>1h30m', 'cart-2'],
    ['image:redis', 'cart-2'],
    ['image:NGINX', every],
    ['image=nginx:1.28', 'cart-2'],
    ['image=nginx', ''],
    ['image:"nginx:1.28"', 'cart-2'],
    ['-image:1.27', 'cart-2'],
    ['image:/^nginx:1\\.2[78]$/', every],
    ['image:/^redis/', 'cart-2'],
    ['-image:/redis/', 'cart-1 API a:b'],
    ['node=worker-1', every],
    ['node=worker', ''],
    ['node:worker', every],
    ['node=Worker-1', ''],
    ['status:failing', 'cart-2'],
    ['-status:failing', 'cart-1 API a:b'],
    ['status=failing', 'cart-2'],
    ['status!=failing', 'cart-1 API a:b'],
    ['status=Running', every],
    ['status=running', every],
    ['status!=running', ''],
    ['status=Run', ''],
    ['status:run', every],
    ['label:team', 'cart-1 API a:b'],
    ['-label:team', 'cart-2'],
    ['label:team=api', 'cart-1'],
    ['label:team=', 'API'],
    ['label:team=API', ''],
    ['label:team!=api', 'cart-2 API a:b'],
    ['-label:team=api', 'cart-2 API a:b'],
    ['label:team:api', 'cart-1 a:b'],
    ['label:team=/^api(-\\d)?$/', 'cart-1 a:b'],
    ['label:app.kubernetes.io/name=cart', 'cart-1'],
    ['label:/kubernetes.*=cart/', 'cart-1'],
    ['label:"team"', 'cart-1 API a:b'],
    ['image:', every],
    ['/cart-[12]$/', 'cart-1 cart-2'],
    ['/CART/ -/1$/', 'cart-2'],
    ['/^web/ restarts>5', 'cart-2'],
    ['/a[/:]b/', 'a:b'],
    ['"/cart"', 'cart-1 cart-2'],
    ['"/"', every],
    ['image=/', ''],
    ['shop/api', 'API'],
  ])('%j finds: %s', (typed, names) => {
    expect(found(typed)).toBe(names)
  })
})

const broken = (typed: string) =>
  filter(typed, over, engine).wrong.map(({ from, to, text, why }) => {
    expect(typed.slice(from, to)).toBe(text)
    return [from, text, why]
  })

describe('where it breaks', () => {
  test.each([
    ['web restarts>many cart', 4, 'restarts>many', /“many” cannot be compared.*restarts>5/],
    ['restarts>', 0, 'restarts>', /missing.*restarts>5/],
    ['age<5', 0, 'age<5', /“5” cannot be compared.*age<1h/],
    ['cart /(/', 5, '/(/', /missing closing \)/],
    ['cart -/[a/ x', 5, '-/[a/', /missing closing \]/],
    ['image:/(?=x)/', 0, 'image:/(?=x)/', /no regular expression/],
    ['/cart/i', 0, '/cart/i', /not “i”/],
    ['/(?:a?){200}/', 0, '/(?:a?){200}/', /too many steps/],
    ['/x{2000}/', 0, '/x{2000}/', /repeat count/],
    ['  restart>5', 2, 'restart>5', /no field restart here\. .* Fields: restarts, age/],
    ['team=api', 0, 'team=api', /label:team=api/],
    ['annotation:x/y', 0, 'annotation:x/y', /annotations are not read/],
    ['x /cart', 2, '/cart', /not closed: end it with \//],
    ['image:/redis -y', 0, 'image:/redis', /not closed/],
    ['/', 0, '/', /not closed/],
    ['//', 0, '//', /empty/],
    ['-label:', 0, '-label:', /key is missing.*label:KEY=value/],
    ['label: x', 0, 'label:', /key is missing/],
    ['restarts>/5/', 0, 'restarts>/5/', /with “:”/],
  ])('%j at %i: %s', (typed, from, text, why) => {
    expect(broken(typed)).toEqual([[from, text, expect.stringMatching(why)]])
  })

  test('several are all told, and what is left still filters', () => {
    const { matches, wrong } = filter('restarts>x cart /(/', over, engine)
    expect(wrong.map(({ from }) => from)).toEqual([0, 16])
    expect(pods.filter(matches).map(({ name }) => name)).toEqual(['web/cart-1', 'web/cart-2'])
  })

  test('more than fifty terms and more than five expressions are told, and left out', () => {
    const words = broken(`${'cart '.repeat(50)}one two`)
    expect(words.map(([, text]) => text)).toEqual(['one', 'two'])
    const expressions = broken('/a/ /b/ x /c/ /d/ image:/e/ -/f/ label:/g/')
    expect(expressions).toEqual([
      [28, '-/f/', expect.stringMatching(/at most 5/i)],
      [33, 'label:/g/', expect.stringMatching(/at most 5/i)],
    ])
  })

  test('a name that no field has is a word, and is told to be unknown', () => {
    expect(filter('nod:x a:b', over, engine).unknown).toEqual(['nod', 'a'])
  })
})

test('terms stand where they were typed', () => {
  const typed = ' -a  "b c" image:/x y/ label:k/l=v d>=1'
  const read = terms(typed).map(({ text, not, name, key, sign, value }) => [
    text,
    not,
    name,
    key,
    sign,
    value,
  ])
  expect(read).toEqual([
    ['-a', true, null, null, '', 'a'],
    ['"b c"', false, null, null, '', 'b c'],
    ['image:/x y/', false, 'image', null, ':', 'x y'],
    ['label:k/l=v', false, 'label', 'k/l', '=', 'v'],
    ['d>=1', false, 'd', null, '>=', '1'],
  ])
})

test('whatever is typed is read: terms lie in it in order, cover all but white space, and filter', () => {
  const { below } = random(7)
  const pieces = [
    '-',
    '"',
    '/',
    '\\',
    '[',
    ']',
    '(',
    ')',
    ':',
    '=',
    '!',
    '<',
    '>',
    ' ',
    '  ',
    'a',
    'Ä',
    '😀',
    '\u2028',
    'label',
    'restarts',
    'image',
    '5',
    '1h',
    '.',
    '*',
    '{2}',
    '?',
  ]
  for (let round = 0; round < 5000; round += 1) {
    const count = 1 + below(14)
    const typed = Array.from({ length: count }, () => pieces[below(pieces.length)]).join('')
    const read = terms(typed)
    let end = 0
    for (const { from, to, text } of read) {
      expect(typed.slice(end, from).trim(), typed).toBe('')
      expect(to, typed).toBeGreaterThan(from)
      expect(typed.slice(from, to)).toBe(text)
      end = to
    }
    expect(typed.slice(end).trim(), typed).toBe('')
    const { matches, wrong } = filter(typed, over, engine)
    for (const one of pods) expect(typeof matches(one)).toBe('boolean')
    for (const { text, why } of wrong) expect([text, why].every(Boolean), typed).toBe(true)
  }
})

test('brackets that never close cost no more than their length', () => {
  const typed = `/${'[a][b'.repeat(190)}`
  expect(terms(typed)).toHaveLength(1)
  expect(terms(`/${'['.repeat(990)}`)).toHaveLength(1)
})
