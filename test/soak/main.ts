/** `npm run soak [-- --tenth --only=pages,logs,shells,people,nginx]`: what takes longer than a test may. Ends with a line `N passed, N failed`. */
import { parseArgs } from 'node:util'
import { logs } from './logs.ts'
import { nginx } from './nginx.ts'
import { pages } from './pages.ts'
import { shells } from './shells.ts'
import { twoPeople } from './two-people.ts'

const parts = { pages, logs, shells, people: twoPeople }
const { tenth, only } = parseArgs({
  options: { tenth: { type: 'boolean', default: false }, only: { type: 'string' } },
}).values
const wanted = only?.split(',') ?? [...Object.keys(parts), 'nginx']
const count = tenth ? 10_000 : 100_000
const minutes = tenth ? 3 : 30

const results: (readonly [what: string, passed: boolean])[] = []
const check = (what: string, passed: boolean) => {
  results.push([what, passed])
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${what}`)
}

const followed = wanted.includes('nginx') ? nginx(minutes, check) : null
for (const [name, part] of Object.entries(parts))
  if (wanted.includes(name)) await part(count, check)
await followed
const failed = results.filter(([, passed]) => !passed).length
console.log(`${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
