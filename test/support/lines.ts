/** An answer that goes on, read line by line as `curl -N` shows it. */
import { type IncomingMessage, request } from 'node:http'
import { onTestFinished } from 'vitest'

export interface Lined {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  /** Whole lines so far. */
  readonly lines: readonly string[]
  /** Resolves once something is so, looked at after each line. Rejects where it ends before. */
  until(so: (lines: readonly string[]) => boolean): Promise<void>
  /** Resolves when the server has ended it. */
  readonly over: Promise<void>
}

/** As `curl` asks: it accepts anything. */
export async function lined(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Lined> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent = request(
    new URL(path, origin),
    { headers: { accept: '*/*', ...headers }, agent: false },
    resolve,
  )
  sent.on('error', reject).end()
  onTestFinished(() => void sent.destroy())
  const answer = await promise
  const lines: string[] = []
  const looks = new Set<() => void>()
  const look = () => looks.forEach((one) => one())
  let [rest, done] = ['', false]
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    look()
  })
  const over = new Promise<void>((ended) => {
    answer
      .on('error', () => {})
      .once('close', () => {
        done = true
        look()
        ended()
      })
  })
  const until: Lined['until'] = (so) =>
    new Promise((yes, no) => {
      const one = () => {
        if (so(lines)) yes()
        else if (done) no(new Error(`it ended: ${lines.slice(-3).join('\n')}`))
        else return
        looks.delete(one)
      }
      looks.add(one)
      one()
    })
  return { status: answer.statusCode ?? 0, headers: answer.headers, lines, until, over }
}
