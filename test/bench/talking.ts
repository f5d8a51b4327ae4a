/** A process in a kubelet's place: an HTTPS server whose containers talk at a steady rate, however many listen. */
import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { drained } from '../support/drained.ts'
import { SteadyLog } from '../support/steady-log.ts'
import { size } from './talkers.ts'

const [cert = '', key = ''] = process.argv.slice(2)
const talks: Readonly<Record<string, SteadyLog>> = {
  busy: new SteadyLog(10_000, Date.now()),
  quiet: new SteadyLog(1, Date.now()),
}

/** The whole file as fast as it is taken. */
async function pour(answer: ServerResponse): Promise<void> {
  const some = Buffer.from(new SteadyLog(10_000, Date.now()).lines(0, 10_000, false))
  for (let left: number = size; left > 0 && !answer.destroyed; left -= some.length)
    if (!answer.write(some.subarray(0, left))) await drained(answer)
  answer.end()
}

const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) })
server.on('request', (request, answer) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://kubelet')
  const container = pathname.split('/').at(-1) ?? ''
  answer.on('error', () => {})
  answer.once('close', () => process.send?.({ closed: container, at: Date.now() }))
  answer.writeHead(200, { 'content-type': 'text/plain' })
  void (talks[container]?.tell(answer, searchParams) ?? pour(answer))
})
// It ends with the bench, however that ends.
process.once('disconnect', () => process.exit())
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
