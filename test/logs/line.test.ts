/** One line: its colours, its level, its fields, what is searched in it. */
import { describe, expect, test } from 'vitest'
import { bare, pieces } from '../../src/logs/ansi.ts'
import { lineFilter } from '../../src/logs/filter.ts'
import { jsonLine } from '../../src/logs/json-line.ts'
import { detect, levelOf } from '../../src/logs/level.ts'

const esc = '\u001B'

describe('terminal colours', () => {
  test.each<[string, string, readonly [string, string][]]>([
    ['plain', 'abc', [['abc', '']]],
    [
      'red',
      `${esc}[31mERR${esc}[0m ok`,
      [
        ['ERR', 'f1'],
        [' ok', ''],
      ],
    ],
    ['bright, bold, behind', `${esc}[1;97;44mx`, [['x', 'f15 g4 b']]],
    ['one of 256', `${esc}[38;5;208mo`, [['o', 'f208']]],
    ['true colour, the nearest', `${esc}[38;2;255;0;0mr`, [['r', 'f196']]],
    ['turned round', `${esc}[31;7mx`, [['x', 'f0 g1']]],
    [
      'ended one by one',
      `${esc}[1;4mx${esc}[22my${esc}[24mz`,
      [
        ['x', 'b u'],
        ['y', 'u'],
        ['z', ''],
      ],
    ],
    [
      'a link, whose address goes',
      `${esc}]8;;javascript:alert(1)\u0007link${esc}]8;;\u0007`,
      [['link', '']],
    ],
    ['cursor and erasing', `${esc}[2K${esc}[1Gcr`, [['cr', '']]],
    [
      'another screen, keys, a cursor’s form: none of them a colour',
      `${esc}[?1049h${esc}[>4;1m${esc}[2 qx`,
      [['x', '']],
    ],
    [
      'numbers out of range',
      `${esc}[38;5;999mx${esc}[999my`,
      [
        ['x', 'f255'],
        ['y', 'f255'],
      ],
    ],
    ['an escape that does not end', `a${esc}]8;;http`, [['a', '']]],
  ])('%s', (_name, line, wanted) => {
    expect(pieces(line).map(({ text, look }) => [text, look])).toEqual(wanted)
    expect(bare(line)).toBe(wanted.map(([text]) => text).join(''))
  })

  test('looks are class names and nothing else', () => {
    const odd = `${esc}[38;5;"><script>mx${esc}[31;;;;mx`
    for (const { look } of pieces(odd)) expect(look).toMatch(/^[a-z0-9 ]*$/)
  })
})

describe('how grave a line is', () => {
  test.each([
    ['E1122 12:41:00.145 1 main.go:3] failed', 'error'],
    ['W1122 12:41:00.145 1 main.go:3] slow', 'warn'],
    ['time=… level=warning msg="x"', 'warn'],
    ['2026-11-22 12:00:00,123 ERROR [main] c.e.App - boom', 'error'],
    ['[WARN] slow', 'warn'],
    ['12:00 | INFO | started', 'info'],
    ['Error: cannot find module', 'error'],
    ['panic: runtime error', 'error'],
    ['Traceback (most recent call last):', 'error'],
    ['Exception in thread "main" java.lang.X', 'error'],
    ['DEBUG cache hit', 'debug'],
    ['GET /errors 200', null],
    ['no error here', null],
    ['', null],
  ])('%s', (line, level) => {
    expect(detect(line)).toBe(level)
  })

  test.each([
    ['WARNING', 'warn'],
    ['fatal', 'error'],
    [50, 'error'],
    [40, 'warn'],
    [20, 'debug'],
    ['constructor', null],
    [null, null],
  ])('a logger’s %j', (word, level) => {
    expect(levelOf(word)).toBe(level)
  })
})

describe('a JSON line', () => {
  test('level and message first, the time is known already, the rest as it is written', () => {
    const line = '{"time":"t","level":"warn","msg":"slow","took":12,"user":{"id":1},"ok":null}'
    expect(jsonLine(line)).toEqual({
      level: 'warn',
      message: 'slow',
      rest: [
        { key: 'took', value: '12' },
        { key: 'user', value: '{"id":1}' },
        { key: 'ok', value: 'null' },
      ],
    })
  })

  test.each(['[1]', '{"a":', 'text {"a":1}', '{}x', '"x"', '1'])('%s is none', (line) => {
    expect(jsonLine(line)).toBeNull()
  })

  test('brackets without end break nothing', () => {
    const deep = `${'['.repeat(15_000)}${']'.repeat(15_000)}`
    expect(jsonLine(`{"msg":"x","deep":${deep},"b":1}`)).toEqual({
      level: null,
      message: 'x',
      rest: [
        { key: 'deep', value: '…' },
        { key: 'b', value: '1' },
      ],
    })
  })

  test('without a level it is none; with an error it is one', () => {
    expect(jsonLine('{"message":"x"}')?.level).toBeNull()
    expect(jsonLine('{"message":"x","error":"y"}')?.level).toBe('error')
  })
})

describe('what is searched', () => {
  test.each([
    ['checkout', 'POST /Checkout 500', true],
    ['post checkout', 'POST /checkout', true],
    ['post -500', 'POST /checkout 500', false],
    ['"/checkout 500"', 'POST /checkout 500', true],
    ['/status=5\\d\\d/', 'status=503', true],
    ['/a b/', 'a b', true],
    ['-/healthz/', 'GET /healthz', false],
    ['', 'anything', true],
  ])('%s in %s: %s', async (q, line, is) => {
    expect((await lineFilter(q)).matches(line)).toBe(is)
  })

  test('is marked where it stands, once where two overlap', async () => {
    expect((await lineFilter('check /eck.{3}/')).found('a check out')).toEqual([[2, 10]])
    expect((await lineFilter('x')).found('xax')).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  test('is marked where it stands behind a letter that is longer in lower case', async () => {
    const line = 'İİİ: order 7'
    const [[from, to] = []] = (await lineFilter('order')).found(line)
    expect(line.slice(from, to)).toBe('order')
    expect((await lineFilter('İİ')).found(line)).toEqual([[0, 2]])
    expect((await lineFilter('iii:')).matches(line)).toBe(true)
  })

  test('an expression that makes no sense is named, and the rest counts', async () => {
    const filter = await lineFilter('/(/ cart')
    expect(filter.wrong[0]).toMatch(/^\/\(\/ is no regular expression: .+\.$/)
    expect([filter.matches('cart'), filter.matches('shop')]).toEqual([true, false])
  })

  test('an expression of too many steps is not run', async () => {
    const filter = await lineFilter('/(?:a?){1000}z/ cart')
    expect(filter.wrong[0]).toContain('too many steps')
    expect(filter.matches('cart')).toBe(true)
    expect((await lineFilter('/time(out|d out).{0,20}[0-9]+ms/')).wrong).toEqual([])
  })

  test('an expression built to explode ends', async () => {
    const filter = await lineFilter('/(a+)+$/')
    expect(filter.matches(`${'a'.repeat(5000)}b`)).toBe(false)
  })
})
