/** Containers that talk, fall silent and break at random, as chance has it. */
import type { ServerResponse } from 'node:http'
import type { Play } from './played-logs.ts'
import type { Random } from './random.ts'

const codes = [400, 403, 404, 429, 500, 503]
/** What a lone container is answered with as text where it cannot be read, or broke off. */
export const failures: readonly string[] = [...codes, 502].map(String)

/** Refused, silent, short, long, broken within a line, reset: each a part of what is asked for. */
export function wild(chance: Random): Play {
  let number = 0
  const line = () => {
    number += 1
    return `${new Date().toISOString().replace('Z', '000000Z')} line ${number} ${'x'.repeat(chance.below(200))}\n`
  }
  const lines = (count: number) => Array.from({ length: count }, line).join('')
  const ways: readonly ((answer: ServerResponse) => void)[] = [
    (answer) => refuse(answer, codes[chance.below(codes.length)] ?? 500),
    // Neither a word nor a head until the reader goes.
    () => {},
    (answer) => answer.end(lines(chance.below(50))),
    (answer) => answer.write(lines(1 + chance.below(2000))),
    (answer) => answer.write(lines(chance.below(20)) + line().slice(0, 40)),
    (answer) => answer.write(lines(chance.below(100)), () => answer.socket?.resetAndDestroy()),
    (answer) => answer.end(lines(3).slice(0, -7)),
    (answer) => answer.socket?.resetAndDestroy(),
    (answer) => dribble(answer, line, chance),
    (answer) => dribble(answer, line, chance),
  ]
  return (answer) => {
    answer.on('error', () => {})
    ways[chance.below(ways.length)]?.(answer)
  }
}

/** In pieces that end anywhere. */
function dribble(answer: ServerResponse, line: () => string, chance: Random): void {
  let left = ''
  const timer = setInterval(
    () => {
      left += line()
      const some = left.slice(0, 1 + chance.below(left.length))
      left = left.slice(some.length)
      answer.write(some)
    },
    1 + chance.below(20),
  )
  answer.once('close', () => clearInterval(timer))
}

function refuse(answer: ServerResponse, code: number): void {
  const status = { kind: 'Status', apiVersion: 'v1', code, message: `refused with ${code}` }
  answer
    .writeHead(code, { 'content-type': 'application/json', 'retry-after': '0' })
    .end(JSON.stringify(status))
}
