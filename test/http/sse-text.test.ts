/** The text of one event: whatever it holds, a browser reads it as one event. */
import { expect, test } from 'vitest'
import { encode, type Message } from '../../src/http/sse.ts'
import { type Event, parsed } from '../support/events.ts'
import { random } from '../support/random.ts'

const read = (message: Message) => parsed(encode(message))
const flat = (text: string) => text.replaceAll(/[\r\n\0]/g, '')

test('breaks its data into lines and puts them together again', () => {
  expect(encode({ data: 'a\nb' })).toBe('data: a\ndata: b\n\n')
  expect(encode({ event: 'beat', id: '7', data: '' })).toBe('event: beat\nid: 7\ndata: \n\n')
  expect(read({ data: ' a\r\n\rb\n' })).toEqual([{ event: '', id: '', data: ' a\n\nb\n' }])
})

test('no line break forges a field or a second event', () => {
  for (const end of ['\n', '\r', '\r\n']) {
    const forged = `x${end}event: end${end}id: 9${end}${end}data: y`
    const lines = `x\nevent: end\nid: 9\n\ndata: y`
    expect(read({ data: forged })).toEqual([{ event: '', id: '', data: lines }])
    const joined = lines.replaceAll('\n', '')
    expect(read({ event: forged, data: 'z' })).toEqual([{ event: joined, id: '', data: 'z' }])
    expect(read({ id: forged, data: 'z' })).toEqual([{ event: '', id: joined, data: 'z' }])
  }
})

test('an id with a NUL in it is not thrown away by the browser', () => {
  expect(read({ id: 'a\0b', data: 'z' })).toEqual([{ event: '', id: 'ab', data: 'z' }])
})

test('whatever it says arrives as it was, line breaks as \\n', () => {
  const { below } = random(1)
  const pieces = [
    '\n',
    '\r',
    '\r\n',
    ':',
    ' ',
    'data',
    'event: ',
    'id:',
    '<tr>',
    'ä',
    '😀',
    '\u2028',
    '\0',
  ]
  const some = () => Array.from({ length: below(12) }, () => pieces[below(pieces.length)]).join('')
  for (let turn = 0; turn < 5000; turn += 1) {
    const said = { event: some(), id: some(), data: some() }
    const wanted: Event = {
      event: flat(said.event),
      id: flat(said.id),
      data: said.data.replaceAll(/\r\n?/g, '\n'),
    }
    expect(read(said), JSON.stringify(said)).toEqual([wanted])
  }
})
