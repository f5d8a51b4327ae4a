/** Lines behind a page's last match: they come once, not again after each cut. */
import { expect, onTestFinished, test } from 'vitest'
import { playedLogs } from '../support/played-logs.ts'
import { streamed } from '../support/streamed.ts'

const lines = ['one', 'two', 'three', 'match']
  .map((text, at) => `2026-11-26T00:00:0${at}.000000000Z ${text}\n`)
  .join('')

test('they belong to the page that the stream goes on from', async () => {
  const on = await playedLogs((answer) => void answer.write(lines))
  onTestFinished(() => on.stop())
  const path = `${await on.log('cart')}?watch=0&q=match&context=1`
  async function told(more: string, headers: Readonly<Record<string, string>> = {}) {
    const one = await streamed(on.program.address.origin, path + more, headers)
    const all = () => one.said.map(({ data }) => data).join('')
    await one.until(() => all().includes('match</i>'))
    one.close()
    return all()
  }
  const [, key = ''] = /<div id="n-([^.]+)/.exec(await told('')) ?? []
  expect(await told(`&owed=${key}.1`)).toContain('>one<')
  const again = await told(`&owed=${key}.1`, { 'last-event-id': '0' })
  expect(again).toContain('>three<')
  expect(again).not.toContain('>one<')
})
