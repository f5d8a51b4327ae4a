/** What `logs`, `exec`, `attach` and `port-forward` of a simulated container lead to. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const lines = 1_000

/** Writes KWOK's configuration and the two log files that it serves for every container. */
export async function streams(folder: string): Promise<void> {
  const home = join(folder, 'home')
  await mkdir(home, { recursive: true })
  const log = join(folder, 'container.log')
  const previous = join(folder, 'container-previous.log')
  await writeFile(log, text(lines))
  await writeFile(
    previous,
    `${text(40)}${line(40, 'stderr', 'panic: open /etc/app/rates.json: no such file')}`,
  )
  const documents = [
    {
      kind: 'ClusterLogs',
      spec: { logs: [{ logsFile: log, previousLogsFile: previous, follow: true }] },
    },
    { kind: 'ClusterAttach', spec: { attaches: [{ logsFile: log }] } },
    { kind: 'ClusterExec', spec: { execs: [{ local: { workDir: home } }] } },
    { kind: 'ClusterPortForward', spec: { forwards: [{ command: ['cat'] }] } },
  ]
  const apiVersion = 'kwok.x-k8s.io/v1alpha1'
  const whole = documents.map((one) =>
    JSON.stringify({ apiVersion, metadata: { name: 'all' }, ...one }),
  )
  await writeFile(join(folder, 'streams.yaml'), whole.join('\n---\n'))
}

const words = [
  'INFO listening on :8080',
  'INFO GET /cart 200 12ms',
  'DEBUG cache hit key=price:4711',
  'WARN slow query 812ms SELECT * FROM orders',
  'INFO POST /orders 201 48ms',
  'ERROR payment provider answered 503, retry 1 of 3',
]

function text(count: number): string {
  return Array.from({ length: count }, (_, i) =>
    line(i, i % 6 === 5 ? 'stderr' : 'stdout', words[i % words.length] ?? ''),
  ).join('')
}

/** One line as container runtimes write them (CRI logging format). */
function line(second: number, stream: 'stdout' | 'stderr', message: string): string {
  const time = new Date(Date.now() - (lines - second) * 1_000).toISOString()
  return `${time.replace('Z', '000000Z')} ${stream} F ${message}\n`
}
