/** Lists, objects and their streams, left at random. */
import { portlight } from '../support/program.ts'
import { random } from '../support/random.ts'
import { type Check, leaving } from './leaving.ts'

const paths = [
  '/c/demo/pods',
  '/c/demo/pods?watch=',
  '/c/demo/pods?ns=shop,web&sort=-age&watch=',
  '/c/demo/configmaps?watch=',
  '/c/demo/configmaps/web/blog',
  '/c/demo/configmaps/web/blog?watch=',
  '/c/demo/configmaps/web/blog/yaml?watch=',
  '/c/demo/search?q=web',
  '/c/demo',
]

export async function pages(count: number, check: Check): Promise<void> {
  const program = await portlight(['--demo'])
  const chance = random(20_261_124)
  const how = { paths, count, chance, patience: 30_000, answered: 1 / 2 }
  await leaving({ what: 'pages and streams', program, ...how }, check)
  await program.stop()
}
