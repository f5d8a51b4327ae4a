/** Objects as the API server sent them: to the digit, with their names, Secrets hidden. */
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { digits, exact, type ListQuery, type Resource } from '../../src/kube.ts'
import { split } from '../../src/kube/split.ts'
import { yamlText } from '../../src/views/yaml-text.ts'
import { answering, failure } from '../support/recorded.ts'
import { random } from '../support/random.ts'
import { pods, secrets } from '../support/resources.ts'

const all: ListQuery = { namespace: 'web' }
const answers = (text: string) =>
  answering((_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(text),
  )
const listed = async (text: string, of: Resource = pods) => (await answers(text)).texts(of, all)

const big =
  '{"metadata":{"name":"a","generation":9007199254740993},"spec":{"x":1.50,"w":-0,"z":1e21}}'

test('an item passes byte for byte, with the kind and version that its list has', async () => {
  const list = `{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"go on","remainingItemCount":3},"items":[${big},{"metadata":{"name":"b"}}]}`
  expect(await listed(list)).toEqual({
    items: [
      `{"apiVersion":"v1","kind":"Pod",${big.slice(1)}`,
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}}',
    ],
    version: '7',
    continue: 'go on',
    remaining: 3,
    warnings: [],
  })
})

test('items that say what they are stay as they are, wherever the list puts them', async () => {
  const item = '{"kind":"Cart","apiVersion":"shop.example.com/v1","metadata":{"name":"a"}}'
  const list = ` { "items" : [ ${item} ,\n${item}] , "kind":"CartList" } `
  expect((await listed(list)).items).toEqual([item, item])
})

test.each(['null', '[]', '[ ]'])('a list of %s is empty', async (items) => {
  expect((await listed(`{"kind":"PodList","items":${items}}`)).items).toEqual([])
})

test.each([
  '{"kind":"PodList","items":[{"metadata":{"name":"a"}},{"metadata":{"na',
  '{"kind":"PodList","items":[{"metadata":{"name":"a"}}]',
  '{"kind":"PodList","items":[{"metadata":{"name":"a\\"}}]}',
  '{"kind":"PodList" "items":[]}',
  '{"kind","items":[]}',
  '[]',
  '',
])('what is cut or no list is a fault: %s', async (text) => {
  expect(await failure(listed(text))).toMatchObject({ status: 502, step: 'answer' })
})

test('what a page is split into is what it holds, whatever stands in its strings', () => {
  const chance = random(7)
  const marks = ['"', '\\', '{', '}', '[', ']', ',', ':', 'items', ' ', '\n', 'é', '😀', '\u2028']
  const word = () => Array.from({ length: chance.below(6) }, () => marks[chance.below(14)]).join('')
  const value = (depth: number): unknown => {
    const sort = chance.below(depth > 3 ? 3 : 5)
    if (sort === 0) return word()
    if (sort === 1) return chance.below(1000) - 500
    if (sort === 2) return [null, true, false][chance.below(3)]
    const some = Array.from({ length: chance.below(4) }, () => value(depth + 1))
    return sort === 3 ? some : Object.fromEntries(some.map((one) => [word(), one]))
  }
  for (let round = 0; round < 1000; round += 1) {
    const items = Array.from({ length: chance.below(4) }, () => ({ [word()]: value(0) }))
    const list = { [`${word()}!`]: value(0), items, kind: 'PodList' }
    const indent = [0, 2, '\t'][chance.below(3)]
    const { head, items: found } = split(JSON.stringify(list, null, indent))
    expect(found.map((item) => JSON.parse(item) as unknown)).toEqual(items)
    expect({ ...(JSON.parse(head) as object), items }).toEqual(list)
  }
})

test('a Secret’s values are hidden, its numbers are not', async () => {
  const value = Buffer.from('canary').toString('base64')
  const copy = JSON.stringify({ data: { key: value } })
  const secret = JSON.stringify({
    metadata: {
      name: 's',
      generation: 'GENERATION',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': copy },
    },
    data: { key: value },
  }).replace('"GENERATION"', '9007199254740993')
  const { items } = await listed(`{"kind":"SecretList","items":[${secret},${secret}]}`, secrets)
  const one = { resource: secrets, namespace: 'web', name: 's' }
  const { value: alone } = await (await answers(secret)).json(one)
  for (const text of [...items, alone]) {
    expect(text).not.toContain(value)
    expect(text).toContain('"key":"<hidden, 6 bytes>"')
    expect(text).toContain('"generation":9007199254740993')
  }
})

test('an object alone passes byte for byte; what is cut on the way is a fault', async () => {
  const ref = { resource: pods, namespace: 'web', name: 'a' }
  expect((await (await answers(big)).json(ref)).value).toBe(big)
  const cut = await answers(big.slice(0, -9))
  expect(await failure(cut.json(ref))).toMatchObject({ status: 502, step: 'answer' })
})

test('read and written again no number has lost a digit', () => {
  expect(JSON.stringify(exact(big))).toBe(big)
  const yaml = yamlText(exact(big), digits)
  for (const line of ['  generation: 9007199254740993', '  x: 1.50', '  w: -0', '  z: 1e21'])
    expect(yaml.split('\n')).toContain(line)
  expect(exact('{"__proto__":{"a":1},"b":"12345678901234567890, 1.5"}')).toEqual(
    JSON.parse('{"__proto__":{"a":1},"b":"12345678901234567890, 1.5"}'),
  )
})

test('YAML reads back as what it was written from, whatever stands in its strings', () => {
  const chance = random(11)
  const marks = [
    ...'abyYnN01 :#-\n\t"\'\\{}[],&*!|>%@`~=<.?/+é'.split(''),
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\u0000',
    '\u007F',
    '😀',
    '\uD800',
    '\r',
    'null',
    'true',
    '0x1f',
  ]
  const word = () =>
    Array.from({ length: chance.below(9) }, () => marks[chance.below(marks.length)]).join('')
  const value = (depth: number): unknown => {
    const sort = chance.below(depth > 3 ? 4 : 6)
    if (sort < 2) return word()
    if (sort === 2) return chance.below(1e6) - 500
    if (sort === 3) return [null, true, false][chance.below(3)]
    const some = Array.from({ length: chance.below(4) }, () => value(depth + 1))
    return sort === 4 ? some : Object.fromEntries(some.map((one) => [word(), one]))
  }
  for (let round = 0; round < 1500; round += 1) {
    const whole = { a: value(0), [word()]: value(0) }
    expect(load(yamlText(whole, digits))).toEqual(JSON.parse(JSON.stringify(whole)))
  }
})

test.each([
  'yes',
  'No',
  'on',
  'OFF',
  'y',
  'n',
  '~',
  'null',
  '12:30:45',
  '0644',
  '1e3',
  '.5',
  '0x1f',
])('the text %s is quoted: a reader of YAML 1.1 would take it for something else', (text) =>
  expect(yamlText({ key: text }, digits)).toBe(`key: "${text}"\n`),
)
