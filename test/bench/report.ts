/** What a full run leaves: BENCH.md and dist/bench.json. */
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { type Figure, median, met } from './figure.ts'
import { type Machine, told } from './machine.ts'
import { markdown } from './print.ts'

/** A figure with the command that gives it again. */
export type Line = Figure & { readonly command: string }

export interface Run {
  readonly when: Date
  readonly where: Machine
  readonly lines: readonly Line[]
}

/** @param root the checkout. */
export function write(root: string, { when, where, lines }: Run): void {
  const date = when.toISOString()
  const about = [
    circumstances(when, where),
    'etcd, kube-apiserver, kube-controller-manager, kube-scheduler and KWOK of `npm run cluster` on the same machine: 20 nodes, 40 namespaces × 25 Deployments × 10 two-container pods. Portlight packed as in the image, with a kubeconfig, unless a line says otherwise.',
    lines.filter(({ id }) => id === 'P7').length > 1
      ? 'P6, P7, P8 and P18 were run at 10,000 pods and at 100,000 bare pods of 2 kB.'
      : 'P6, P7, P8 and P18 were run at 10,000 pods only; `npm run bench -- --long` makes the 100,000 bare pods first.',
    '`npm run bench` measures all of it; the command in a line measures its group again and prints only, with `--add` it puts it here.',
  ]
  writeFileSync(join(root, 'BENCH.md'), markdown(withCommands(lines), about))
  const figures = lines.map((line) => ({ ...line, median: median(line.values), met: met(line) }))
  const json = JSON.stringify({ when: date, machine: where, figures }, undefined, 2)
  writeFileSync(join(root, 'dist/bench.json'), `${json}\n`)
}

/** Puts the lines of some groups in the place of those that BENCH.md has of them. */
export function add(root: string, { when, where, lines }: Run): void {
  const file = join(root, 'BENCH.md')
  const again = [...new Set(lines.map(({ command }) => `(\`${command}\`)`))]
  const names = again.map((command) => /--only=(\w+)/.exec(command)?.[1] ?? '')
  const kept = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('|') || again.every((command) => !line.includes(command)))
  const table = kept.findIndex((line) => line.startsWith('|'))
  const about = `- Later, of ${names.join(', ')}: ${circumstances(when, where)}`
  const rows = markdown(withCommands(lines), [])
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
  const text = [...kept.slice(0, table - 1), about, ...kept.slice(table - 1), ...rows]
  writeFileSync(file, `${text.join('\n')}\n`)
}

const circumstances = (when: Date, where: Machine) =>
  `${when.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${told(where)}, after the last ${(loadavg()[0] ?? 0).toFixed(1)} (the bench’s own work is in it).`

const withCommands = (lines: readonly Line[]) =>
  lines.map((line) => ({ ...line, how: `${line.how} (\`${line.command}\`)` }))
