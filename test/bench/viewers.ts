/** A process of its own with many readers of one stream: tells when each change has reached each of them. */
import { request } from 'node:http'

const [url = '', count = '0'] = process.argv.slice(2)
/** Bytes from which a chunk is a change: a beat is smaller. */
const change = 60
/** Of each reader: when the first change since the last question came. */
let arrived: (number | null)[] = nothing()
let open = 0

for (let reader = 0; reader < Number(count); reader += 1) {
  const sent = request(url, { agent: false, headers: { 'accept-encoding': 'gzip' } }, (answer) => {
    open += 1
    if (open === Number(count)) setTimeout(() => process.send?.('open'), 3000)
    answer.on('data', (chunk: Buffer) => {
      if (chunk.length >= change) arrived[reader] ??= Date.now()
    })
  })
  sent.on('error', (error) => {
    console.error(error)
    process.exit(1)
  })
  sent.end()
}

// Any message asks for what has arrived since the last one.
process.on('message', () => {
  process.send?.(arrived)
  arrived = nothing()
})

function nothing(): null[] {
  return Array.from({ length: Number(count) }, () => null)
}
