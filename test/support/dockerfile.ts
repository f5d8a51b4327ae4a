/** The Dockerfile followed step by step where no container engine runs: its stages are folders, its commands run on this machine. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { root as checkout } from './program.ts'

const run = promisify(execFile)

export interface Image {
  /** All layers, one over the other. */
  readonly root: string
  /** What each COPY of the last stage brought. */
  readonly layers: readonly string[]
  readonly entrypoint: readonly string[]
  readonly workdir: string
  readonly user: string
  readonly env: Readonly<Record<string, string>>
  remove(): Promise<void>
}

interface Stage {
  readonly root: string
  readonly name: string
  readonly layers: string[]
  readonly env: Record<string, string>
  workdir: string
  user: string
  entrypoint: readonly string[]
}

/** What base images bring is this machine's: its Node of the lock file, its Debian. `npm ci` is the checkout's own, already done. */
export async function buildImage(): Promise<Image> {
  const folder = await mkdtemp(join(tmpdir(), 'portlight-image-'))
  const stages: Stage[] = []
  const text = await readFile(join(checkout, 'Dockerfile'), 'utf8')
  for (const line of text.split('\n').filter((one) => /^[A-Z]/.test(one))) {
    const [, what = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    await step(folder, stages, what, rest)
  }
  const last = stages.at(-1)
  if (last === undefined) throw new Error('The Dockerfile has no stage.')
  return { ...last, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** What each instruction does to the stage in which it stands; the others say nothing of files. */
const instructions: Readonly<Record<string, (at: Place, rest: string) => unknown>> = {
  ARG: () => {},
  LABEL: () => {},
  EXPOSE: () => {},
  COPY: copy,
  RUN: ({ stage }, line) => command(stage, line),
  USER: ({ stage }, user) => (stage.user = user),
  ENTRYPOINT: ({ stage }, words) => (stage.entrypoint = JSON.parse(words) as string[]),
  ENV: ({ stage }, text) => Object.assign(stage.env, variables(text)),
  WORKDIR: async ({ stage }, path) => {
    stage.workdir = path
    await mkdir(join(stage.root, path), { recursive: true })
  },
}

interface Place {
  readonly stages: readonly Stage[]
  readonly stage: Stage
}

async function step(folder: string, stages: Stage[], what: string, rest: string): Promise<void> {
  if (what === 'FROM') return void stages.push(await begun(folder, rest, stages.length))
  const follow = instructions[what]
  if (follow === undefined) throw new Error(`Nothing here knows how to follow ${what}.`)
  const stage = stages.at(-1)
  if (stage !== undefined) await follow({ stages, stage }, rest)
}

async function begun(folder: string, rest: string, number: number): Promise<Stage> {
  const name = / AS (\S+)$/.exec(rest)?.[1] ?? String(number)
  const root = join(folder, name)
  await mkdir(root)
  return { root, name, layers: [], env: {}, workdir: '/', user: '', entrypoint: [] }
}

/** A folder gives what is in it, as COPY does. */
async function copy({ stages, stage }: Place, rest: string): Promise<void> {
  const { from, names, to } = copied(rest)
  const source = from === null ? checkout : stages.find(({ name }) => name === from)?.root
  if (source === undefined) throw new Error(`There is no stage ${from}.`)
  const layer = `${stage.root}.layer-${stage.layers.length}`
  stage.layers.push(layer)
  for (const name of names) {
    if (from === null) await sent(name)
    const whole = (await stat(join(source, name))).isFile()
    const target = join(layer, resolve('/', stage.workdir, to), whole ? basename(name) : '')
    await cp(join(source, name), target, { recursive: true, verbatimSymlinks: true, filter: built })
  }
  await cp(layer, stage.root, { recursive: true, verbatimSymlinks: true })
}

function copied(rest: string) {
  const { from = null, what = '' } =
    /^(?:--from=(?<from>\S+) )?(?<what>.*)$/.exec(rest)?.groups ?? {}
  const names = what.split(' ')
  return { from, to: names.pop() ?? '', names }
}

/** What .dockerignore leaves out of what is copied whole. */
const built = (file: string) => !file.startsWith(join(checkout, 'public/dist'))

/** @throws Error where .dockerignore keeps it back. */
async function sent(file: string): Promise<void> {
  const lines = (await readFile(join(checkout, '.dockerignore'), 'utf8')).split('\n')
  if (!lines.includes(`!${file.replace(/\/$/, '')}`))
    throw new Error(`${file} is copied, but .dockerignore keeps it back.`)
}

async function command(stage: Stage, line: string): Promise<void> {
  const cwd = join(stage.root, stage.workdir)
  const installed = join(checkout, 'node_modules')
  if (line.startsWith('npm ci')) return symlink(installed, join(cwd, 'node_modules'))
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
  await run('sh', ['-euc', line], { cwd, env: { ...process.env, PATH: path } })
}

const variables = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(' ').map((pair) => pair.split(/=(.*)/s).slice(0, 2)))
