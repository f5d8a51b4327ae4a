/** Records how a real API server prints the demo's kinds: `KUBECONFIG=… node test/support/record-columns.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { apiVersion, custom, kinds, printedAs } from '../../src/demo/kinds.ts'
import { ask } from './ask.ts'

interface Kubeconfig {
  clusters: { name: string; cluster: Record<string, string> }[]
  users: { name: string; user: Record<string, string> }[]
}
interface Row {
  cells: unknown[]
  object: object
}

const rowsKept = 3
const standard = 'storageclass.kubernetes.io/is-default-class'
const config = load(readFileSync(process.env['KUBECONFIG'] ?? '', 'utf8')) as Kubeconfig
const cluster = config.clusters.find((one) => one.name === 'here')?.cluster
const user = config.users.find((one) => one.name === 'admin')?.user
const ca = Buffer.from(cluster?.['certificate-authority-data'] ?? '', 'base64').toString()
const headers = {
  accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
  authorization: `Bearer ${user?.['token']}`,
}

const recorded: Record<string, object> = {}
for (const kind of kinds.filter(({ group, verbs }) => group !== custom && verbs.includes('list'))) {
  const root = kind.group === '' ? 'api' : 'apis'
  const path = `/${root}/${apiVersion(kind)}/${kind.plural}?includeObject=Object`
  const answer = await ask(cluster?.['server'] ?? '', path, { headers, ca })
  const table = JSON.parse(answer.body) as { columnDefinitions: object[]; rows: Row[] }
  recorded[printedAs(kind)] = {
    at: answer.headers.date,
    columns: table.columnDefinitions,
    rows: table.rows.slice(0, rowsKept).map(({ cells, object }) => ({ cells, object })),
  }
}
/** Of data only the number of keys is printed, of schemas nothing. */
function lean(key: string, value: unknown): unknown {
  if (key === 'schema' || key === 'managedFields') return undefined
  if (key === 'annotations') return printed(value as Record<string, string>)
  if (key === 'data') return Object.fromEntries(Object.keys(value ?? {}).map((name) => [name, '']))
  return value
}

/** The one annotation that is printed. */
const printed = ({ [standard]: of }: Record<string, string>) =>
  of === undefined ? undefined : { [standard]: of }

const lines = Object.entries(recorded).map(
  ([plural, one]) => `${JSON.stringify(plural)}: ${JSON.stringify(one, lean)}`,
)
const file = new URL('../fixtures/columns.json', import.meta.url)
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`)
