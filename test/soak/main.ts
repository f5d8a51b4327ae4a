/** `npm run soak [-- --tenth]`: what takes longer than a test may. Ends with a line `N passed, N failed`. */
import { logs } from './logs.ts'
import { pages } from './pages.ts'

const count = process.argv.includes('--tenth') ? 10_000 : 100_000

const results: (readonly [what: string, passed: boolean])[] = []
const check = (what: string, passed: boolean) => {
  results.push([what, passed])
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${what}`)
}

for (const part of [pages, logs]) await part(count, check)
const failed = results.filter(([, passed]) => !passed).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
