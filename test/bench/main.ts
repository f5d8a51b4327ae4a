/** The command `npm run bench`: measures, prints a table, writes BENCH.md and dist/bench.json. */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Cluster, down, hindrance, kept, list, up } from '../cluster/cluster.ts'
import { program } from './browser.ts'
import { calls } from './calls.ts'
import type { Figure } from './figure.ts'
import { crowd } from './crowd.ts'
import { identities } from './identities.ts'
import { image, root } from './image.ts'
import { live } from './live.ts'
import { logs } from './logs.ts'
import { machine } from './machine.ts'
import { many } from './many.ts'
import { mark } from './mark.ts'
import { overview } from './overview.ts'
import { pages } from './pages.ts'
import { terminal } from './print.ts'
import { add, type Line, write } from './report.ts'
import { rate } from './rate.ts'
import { rights } from './rights.ts'
import { search } from './search.ts'
import { firstPage, steady } from './server.ts'
import { shell } from './shell.ts'
import { size } from './size.ts'
import { startup } from './start.ts'
import type { Measurement, Work } from './work.ts'

const help = `npm run bench [-- OPTIONS]

  --only=NAMES     some of pages (P1–P4), first (P7), calls (P13), start (P14), image (P16),
                   server, many (P6, P8, P18), overview, rate (500 changes/s), identities (P17),
                   live (P5, P9, P10), crowd (P11, P12), mark (stale and back), rights (300
                   candidates), logs (P15), search, shell (on a real node: Linux, root); prints only
  --add            puts what was measured in BENCH.md in the place of the same groups
  --cluster=NAME   a cluster of npm run cluster as it stands, not 10,000 pods of our own; prints only
  --long           first, many, overview and rate at 100,000 bare pods too, although they must be made first
                   (without: where a snapshot of them is kept); P5 after 30 minutes instead of 3

RIVAL_URL measures P3 against a running rival's pods page, RIVAL_ROW says what a row of it matches
(tbody tr); CHROMIUM is the browser (/usr/bin/chromium).`

/** What needs a cluster. */
const measurements: Readonly<Record<string, Measurement>> = {
  pages,
  first: firstPage,
  calls,
  server: steady,
  many,
  overview,
  rate,
  identities,
  live,
  crowd,
  mark,
  rights,
  logs,
  search,
  shell,
}

/** What needs none. */
const alone = ['start', 'image']

/** What is measured at 100,000 pods too; of these the changes at bare pods alone: controllers that answer each change leave an API server of two cores no room for 500. */
const sized = ['first', 'many', 'overview', 'rate', 'search']

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    cluster: { type: 'string' },
    add: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = (line: string): void => console.error(line)

try {
  if (values.help) console.log(help)
  else await bench()
} catch (error) {
  console.error(error)
  process.exitCode = 1
}

async function bench(): Promise<void> {
  const known = [...alone, ...Object.keys(measurements)]
  const wanted = values.only?.split(',') ?? known
  const unknown = wanted.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`Nothing is called ${unknown}.\n${help}`)
  const where = machine(program)
  const when = new Date()
  const folder = image()
  const lines: Line[] = []
  if (wanted.includes('start')) lines.push(...lined('start', await startup(folder)))
  if (wanted.includes('image')) lines.push(...lined('image', await size()))
  for (const { names, ...asked } of await clusters(wanted)) {
    lines.push(...(await within(asked, (at) => measure(names, { ...at, image: folder, say }))))
  }
  console.log(terminal(lines))
  const run = { when, where, lines }
  if (values.add) add(root, run)
  else if (values.only === undefined && values.cluster === undefined) write(root, run)
}

interface Asked {
  readonly name: string
  readonly pods?: number
  readonly bare?: number
  readonly seed?: 'none'
  readonly realNode?: true
}

interface Meant extends Asked {
  /** What to measure there. */
  readonly names: readonly string[]
}

/** The clusters to measure on, one after the other. */
async function clusters(wanted: readonly string[]): Promise<Meant[]> {
  const names = wanted.filter((name) => !alone.includes(name))
  const at = (asked: Asked, of: readonly string[]) => ({
    ...asked,
    names: names.filter((name) => of.includes(name)),
  })
  if (values.cluster !== undefined) return [at({ name: values.cluster }, names)]
  const large = { name: 'bench-bare', bare: 100_000 }
  const too = values.long || (await kept(large))
  return [
    at(
      { name: 'bench', pods: 10_000 },
      names.filter((name) => name !== 'rate' && name !== 'shell'),
    ),
    at({ name: 'bench-few', bare: 10_000 }, ['rate']),
    at(large, too ? sized : []),
    at(
      { name: 'bench-node', seed: 'none', realNode: true },
      hindrance() === undefined ? ['shell'] : [],
    ),
  ].filter(({ names: some }) => some.length > 0)
}

async function measure(names: readonly string[], work: Work): Promise<Line[]> {
  const lines: Line[] = []
  for (const name of names) {
    say(`measuring ${name} at ${work.pods} pods`)
    lines.push(...lined(name, (await measurements[name]?.(work)) ?? []))
  }
  return lines
}

function lined(name: string, figures: readonly Figure[]): Line[] {
  const command = `npm run bench -- --only=${name}`
  return figures.map((figure) => ({ ...figure, command }))
}

/** A cluster of that name as it stands, or one of that shape for as long as `use` takes. */
async function within<T>(
  asked: Asked,
  use: (at: { cluster: Cluster; pods: number }) => Promise<T>,
): Promise<T> {
  const found = (await list()).find(({ name }) => name === asked.name)
  if (found !== undefined) {
    return use({ cluster: await up({ name: asked.name }), pods: podsOf(found.shape) })
  }
  if (values.cluster !== undefined) throw new Error(`There is no cluster ${asked.name}.`)
  try {
    const cluster = await up({ ...asked, snapshot: asked.realNode !== true, say })
    // its controllers look at everything once when they start
    await sleep(30_000)
    return await use({ cluster, pods: podsOf(asked) })
  } finally {
    await down(asked.name)
  }
}

function podsOf({ pods = 0, bare = 0 }): number {
  return pods + bare
}
