/** `npm run soak [-- --tenth]`: what takes longer than a test may. Ends with a line `N passed, N failed`. */
import { logs } from './logs.ts'
import { nginx } from './nginx.ts'
import { pages } from './pages.ts'
import { shells } from './shells.ts'
import { twoPeople } from './two-people.ts'

const tenth = process.argv.includes('--tenth')
const count = tenth ? 10_000 : 100_000
const minutes = tenth ? 3 : 30

const results: (readonly [what: string, passed: boolean])[] = []
const check = (what: string, passed: boolean) => {
  results.push([what, passed])
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${what}`)
}

const followed = nginx(minutes, check)
for (const part of [pages, logs, shells, twoPeople]) await part(count, check)
await followed
const failed = results.filter(([, passed]) => !passed).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
