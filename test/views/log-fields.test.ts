/** A JSON line laid out: what stands beside its message, and what is folded. */
import { expect, test } from 'vitest'
import { lineFilter } from '../../src/logs/filter.ts'
import { jsonLine } from '../../src/logs/json-line.ts'
import { tell } from '../../src/logs/told.ts'
import { laidOut } from '../../src/views/log-fields.ts'
import { logRow } from '../../src/views/log-lines.ts'

const text = (pieces: readonly { text: string; look: string }[]) =>
  pieces.map((piece) => (piece.look === '' ? piece.text : `[${piece.text}]`)).join('')

async function laid(object: object, q = '') {
  const line = JSON.stringify(object)
  const { message, fields, fold } = laidOut(jsonLine(line)!, line, await lineFilter(q))
  return {
    message,
    beside: fields.map(({ key, value }) => `${key}=${text(value)}`).join(' '),
    fold: fold === null ? null : { text: fold.text, open: fold.open, all: text(fold.pieces) },
  }
}

test('few short fields stand beside the message, what is searched marked in them', async () => {
  expect(await laid({ level: 'info', msg: 'request', path: '/cart', ms: 12 }, 'cart')).toEqual({
    message: 'request',
    beside: 'path=/[cart] ms=12',
    fold: null,
  })
})

test('what has no room there is folded, with all the others', async () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, nth) => [`field${nth}`, nth]))
  const { beside, fold } = await laid({ msg: 'x', ...many })
  expect(beside.length).toBeLessThan(200)
  expect(fold?.text).toBe(`${30 - beside.split(' ').length} more`)
  expect(fold?.all).toContain('\nfield29: 29')
  const cut = await laid({ msg: 'x', url: `/${'a'.repeat(100)}` })
  expect([cut.beside.endsWith('…'), cut.fold?.text]).toEqual([true, 'whole'])
})

test('a stack trace stands line by line, nested ones too', async () => {
  const stack = 'Error: refused\n    at connect (net.js:1:2)\n    at run (main.js:3:4)'
  const { message, fold } = await laid({ msg: `failed\n${stack}`, err: { type: 'Error', stack } })
  expect(message).toBe('failed')
  expect(fold?.all).toContain(
    'err:\n  type: Error\n  stack: |-\n    Error: refused\n        at connect',
  )
})

test('the fold is open where only it holds what is searched', async () => {
  const object = { msg: 'failed', where: 'here', stack: 'Error: refused\n at connect' }
  expect((await laid(object, 'connect')).fold).toMatchObject({ open: true })
  expect((await laid(object, 'connect')).fold?.all).toContain('at [connect]')
  expect((await laid(object, 'here')).fold?.open).toBe(false)
})

test('what is cut is never cut in the middle of a character', async () => {
  const odd = await laid({ msg: 'x', smile: `${'a'.repeat(59)}😀…`, long: `a${'😀'.repeat(9000)}` })
  expect(odd.beside).toBe(`smile=${'a'.repeat(59)}… long=a${'😀'.repeat(29)}…`)
  expect(odd.fold?.all.isWellFormed()).toBe(true)
  const told = tell('app', { time: '', nth: 1, text: `${'a'.repeat(7999)}😀b`, cut: 0 })
  const lined = { marks: new Map(), filter: await lineFilter(''), link: '', isMarked: () => false }
  const { pieces, cut } = logRow(told, lined)
  expect([text(pieces), cut]).toEqual(['a'.repeat(7999), '… 3 more characters'])
})

test('long numbers are identities: no digit is lost', async () => {
  const line = '{"msg":"x","trace":9007199254740993123,"ms":1.5}'
  expect(jsonLine(line)?.rest).toEqual([
    { key: 'trace', value: '9007199254740993123' },
    { key: 'ms', value: '1.5' },
  ])
})

test('what is nested too deeply to be laid out breaks nothing', async () => {
  const deep = `${'['.repeat(15_000)}${']'.repeat(15_000)}`
  const line = `{"msg":"x","deep":${deep},"long":"${'y'.repeat(100)}"}`
  const { fields, fold } = laidOut(jsonLine(line)!, line, await lineFilter(''))
  expect(text(fields[0]!.value)).toBe('…')
  expect(text(fold!.pieces)).toContain('"deep":[[[')
})
