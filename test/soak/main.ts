/** `npm run soak [-- --tenth]`: what takes longer than a test may. Ends with a line `N passed, N failed`. */
import { readFileSync } from 'node:fs'
import { ask } from '../support/ask.ts'
import { portlight } from '../support/program.ts'
import { random } from '../support/random.ts'
import { aborts, type Outcomes } from './aborts.ts'

const count = process.argv.includes('--tenth') ? 10_000 : 100_000
/** Readers at a time. */
const many = 50
/** What a process may grow by over the second half of the aborts: noise of its garbage collector, not a leak. */
const grows = { times: 1.3, megabytes: 30 }

const results: (readonly [what: string, passed: boolean])[] = []
const check = (what: string, passed: boolean) => {
  results.push([what, passed])
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${what}`)
}

const program = await portlight(['--demo'])
const { address } = program
const chance = random(20_261_124)
const outcomes: Outcomes = new Map()
// What is read at first stays for good: it is measured from a warm process on.
await aborts(address, count / 2, many, chance, outcomes)
const half = await settled()
await aborts(address, count / 2, many, chance, outcomes)
const end = await settled()
const answer = await ask(address.origin, '/c/demo/pods').catch(() => null)
check(
  `${count.toLocaleString('en')} random aborts: the process lives and answers`,
  lives() && answer?.status === 200,
)
const told = [...outcomes].map(([got, times]) => `${got} ${times.toLocaleString('en')}`)
check(
  `readers got pages and streams, then left: ${told.toSorted().join(', ')}`,
  [...outcomes.keys()].every((got) => got === '200' || got === 'no answer') &&
    (outcomes.get('200') ?? 0) > count / 2,
)
const bad = program.lines.filter((line) => line.includes('unforeseen'))
check(`nothing unforeseen is logged${bad[0] === undefined ? '' : `: ${bad[0]}`}`, bad.length === 0)
check(
  `memory stays flat: ${half} MB at half, ${end} MB at the end`,
  end < half * grows.times + grows.megabytes,
)
await program.stop()
const failed = results.filter(([, passed]) => !passed).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function lives(): boolean {
  try {
    return process.kill(program.pid, 0)
  } catch {
    return false
  }
}

/** Megabytes that the process holds a moment after the last reader left; NaN of one that has ended. */
async function settled(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3000))
  if (!lives()) return Number.NaN
  const status = readFileSync(`/proc/${program.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1000)
}
