/** The chatty pod of the real node counts its lines: what is lost or doubled of them shows. */
import { type IncomingMessage, request } from 'node:http'
import { parse } from 'node-html-parser'
import { expect, onTestFinished } from 'vitest'
import { ask } from './ask.ts'
import type { Streamed } from './streamed.ts'

/** The address of the stream that a log's page opens, once the page has lines. @param of the object's page. */
export async function followed(address: URL, of: string): Promise<string> {
  const read = async () => {
    const { body } = await ask(address, `${of}/logs?tail=5`, { headers: { accept: 'text/html' } })
    return parse(body)
  }
  const lines = async () => (await read()).querySelectorAll('#lines > [id]').length
  await expect.poll(lines, { timeout: 60_000, interval: 250 }).toBe(5)
  const stream = (await read()).querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  return stream.replaceAll('&amp;', '&')
}

/** A log as text, as it comes until the test is over. */
export async function spoken(address: URL, path: string): Promise<{ readonly text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent = request(new URL(path, address), { agent: false }, resolve)
  sent.on('error', reject).end()
  onTestFinished(() => void sent.destroy())
  const all = { text: '' }
  const response = await promise
  response.setEncoding('utf8').on('data', (chunk: string) => (all.text += chunk))
  response.on('error', () => {})
  return all
}

/** The orders that a stream has told of. */
export const orders = ({ said }: Pick<Streamed, 'said'>): readonly number[] =>
  said.flatMap(({ data }) => ordersIn(data))

export const ordersIn = (text: string): readonly number[] =>
  [...text.matchAll(/order (\d+) (?:taken|refused)/g)].map(([, number]) => Number(number))

/**
 * None is missing between them, none is there twice. The two outputs of a container come a little out of
 * order: at both ends some are not there yet.
 */
export function expectWhole(all: readonly number[]): void {
  const [first, last] = [Math.min(...all) + 20, Math.max(...all) - 20]
  const inner = all.filter((number) => number >= first && number <= last)
  const missing = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (number) => !inner.includes(number),
  )
  expect(missing).toEqual([])
  expect(all.length - new Set(all).size).toBe(0)
}
