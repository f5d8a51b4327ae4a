/** How a followed list is written outside of a browser: what is no row is a line of its own. */
import type { Message, Wire } from '../../http/sse.ts'
import { plain } from '../../views/escape.ts'

export type Lines = 'txt' | 'tsv' | 'json'

/** Milliseconds: proxies give up on an answer that says nothing for a minute. */
const beat = 30_000

/** Data is lines already. Of the page's own events those that a reader needs are words. */
function words({ event, data }: Message): string | null {
  if (event === 'beat') return 'nothing new'
  if (event === 'bye') return 'Portlight goes down'
  return event === 'note' || event === 'end' ? data : null
}

function text(message: Message): string {
  if (message.event === undefined) return message.data
  const said = words(message)
  return said === null ? '' : `# ${plain(said.replaceAll(/\s+/g, ' '))}\n`
}

/** In the form of the API server's own watch; its last word is a Status. */
function json(message: Message): string {
  if (message.event === undefined) return message.data
  const said = words(message)
  if (said === null) return ''
  const status = { apiVersion: 'v1', kind: 'Status', status: 'Failure', message: said }
  const told =
    message.event === 'end' ? { type: 'ERROR', object: status } : { type: 'NOTE', note: said }
  return `${JSON.stringify(told)}\n`
}

export const wires: Readonly<Record<Lines, Wire>> = {
  txt: { type: 'text/plain; charset=utf-8', encode: text, beat },
  tsv: { type: 'text/tab-separated-values; charset=utf-8', encode: text, beat },
  json: { type: 'application/x-ndjson; charset=utf-8', encode: json, beat },
}
