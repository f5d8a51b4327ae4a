/** Thousands of random requests of two people with disjoint rights, over one server and one of their own each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../src/demo.ts'
import { ask } from '../support/ask.ts'
import { type Admin, marked, type Person } from '../support/marked.ts'
import { portlight } from '../support/program.ts'
import { random } from '../support/random.ts'
import { askAtRandom } from '../support/two-people.ts'
import type { Check } from './leaving.ts'

/** @param count of the other parts: a tenth of it is asked here. */
export async function twoPeople(count: number, check: Check): Promise<void> {
  const demo = await startDemo()
  const folder = mkdtempSync(join(tmpdir(), 'portlight-soak-'))
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, kubeconfig(demo.url))
  const namespaces = ['shop', 'data'] as const
  const [one, other] = await marked(adminOf(demo.url), 'admin', namespaces)
  const people = [person('ada', 'shop', one), person('dan', 'data', other)] as const
  const args = ['--sign-in=token', `--namespaces=${namespaces.join(',')},default`]
  const start = () => portlight(args, { KUBECONFIG: file })
  const [shared, ...alone] = [await start(), await start(), await start()] as const
  const many = count / 10
  const found = await askAtRandom({
    shared: shared.address,
    alone: [alone[0].address, alone[1].address],
    people,
    count: many,
    many: 16,
    chance: random(20_261_126),
  })
  const told = [...found.statuses].map(([status, times]) => `${status} ${times}`).toSorted()
  const first = found.wrong[0] === undefined ? '' : `: ${found.wrong[0]}`
  check(
    `${many.toLocaleString('en')} random requests of two people, ${found.compared.toLocaleString('en')} compared with a server of their own (${told.join(', ')}): neither hears of the other’s${first}`,
    found.wrong.length === 0 && found.compared > many / 3,
  )
  const bad = shared.lines.filter((line) => line.includes('unforeseen'))
  check(`nothing unforeseen is logged${bad[0] ?? ''}`, bad.length === 0)
  for (const program of [shared, ...alone]) await program.stop()
  await demo.close()
  rmSync(folder, { recursive: true, force: true })
}

const person = (name: string, namespace: string, of: Person['marked']): Person => ({
  name,
  token: name,
  namespace,
  marked: of,
})

const adminOf = (url: string): Admin => ({
  get: async (path) => JSON.parse((await ask(url, path)).body) as unknown,
  patch: (path, change) =>
    ask(url, path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify(change),
    }),
})

const kubeconfig = (server: string) =>
  JSON.stringify({
    clusters: [{ name: 'here', cluster: { server } }],
    users: [{ name: 'admin', user: {} }],
    contexts: [{ name: 'admin', context: { cluster: 'here', user: 'admin' } }],
  })
