/** The command `npm run cluster`: up, down, status. */
import { parseArgs } from 'node:util'
import { build, down, list, up } from './cluster.ts'
import { state } from './cache.ts'
import { helm } from './helm.ts'
import { packages } from './node/packages.ts'
import { join } from 'node:path'

const help = `npm run cluster [-- COMMAND] [OPTIONS]

  up        start a control plane with simulated nodes (the default); harmless when it runs
  down      stop it and remove its state
  status    what runs
  build     only build the programs, those of a real node with --real-node, helm with --helm

  --name=NAME       several clusters stand side by side (default: default)
  --all             down: every cluster
  --port=PORT       of the API server (default: a free one, kept over restarts)
  --seed=shop|none  what it holds (default: shop, none with --pods or --bare)
  --pods=N          N two-container pods of Deployments, 10 each
  --bare=N          N small pods without controllers
  --no-controllers  etcd and the API server alone
  --real-node       a node with a real kubelet and containerd beside the simulated ones, pods that
                    go wrong on it, and metrics-server (Linux, as root; installs what it needs)
  --snapshot        keep the seeded state for the next start of this shape, or start from it
`

const { values, positionals } = said()

const began = Date.now()
const say = (line: string): void =>
  console.error(`${((Date.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`)

const commands: Record<string, () => Promise<void>> = {
  up: start,
  down: end,
  status,
  build: programs,
}

try {
  const command = commands[positionals[0] ?? 'up']
  if (values.help || !command) console.log(help)
  else await command()
  if (!command) process.exitCode = 2
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function said() {
  try {
    return parseArgs({
      allowPositionals: true,
      allowNegative: true,
      options: {
        name: { type: 'string', default: 'default' },
        all: { type: 'boolean', default: false },
        port: { type: 'string' },
        seed: { type: 'string' },
        pods: { type: 'string' },
        bare: { type: 'string' },
        controllers: { type: 'boolean' },
        'real-node': { type: 'boolean', default: false },
        helm: { type: 'boolean', default: false },
        snapshot: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error(help)
    return process.exit(2)
  }
}

async function start(): Promise<void> {
  const { name, seed, snapshot, controllers } = values
  if (seed !== undefined && seed !== 'shop' && seed !== 'none') throw new Error(`No seed ${seed}.`)
  const port = number('port', values.port)
  const pods = number('pods', values.pods)
  const bare = number('bare', values.bare)
  const cluster = await up({
    name,
    say,
    snapshot,
    ...(seed !== undefined && { seed }),
    ...(port !== undefined && { port }),
    ...(pods !== undefined && { pods }),
    ...(bare !== undefined && { bare }),
    ...(controllers !== undefined && { controllers }),
    ...(values['real-node'] && { realNode: true }),
  })
  say(`cluster ${name} serves at ${cluster.server}`)
  console.error(
    'contexts: admin, admin-cert, ada (two namespaces), bea (one), tim (pods of it), nobody (no rights), gone (no server)',
  )
  console.log(`export KUBECONFIG=${cluster.kubeconfig}`)
}

async function end(): Promise<void> {
  const names = values.all ? (await list()).map(({ name }) => name) : [values.name]
  for (const name of names) {
    say((await down(name)) ? `cluster ${name} is gone` : `there is no cluster ${name}`)
  }
}

async function programs(): Promise<void> {
  const real = values['real-node']
  if (real) await packages(say)
  await build(say, real)
  if (values.helm) await helm(say)
}

async function status(): Promise<void> {
  const all = await list()
  if (all.length === 0) console.log('No cluster. Start one: npm run cluster')
  for (const { name, stage, shape } of all) {
    console.log(`${name}  ${stage}  ${JSON.stringify(shape)}`)
    console.log(`  export KUBECONFIG=${join(state(name), 'kubeconfig')}`)
  }
}

function number(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a number, not ${text}.`)
  return Number(text)
}
