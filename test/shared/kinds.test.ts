/** What kind files say, against what the API server says of the same objects. */
import { expect, test } from 'vitest'
import { kindOf, resources } from '../../src/kinds.ts'
import type { KubeObject } from '../../src/kind.ts'
import type { Kube, Resource, Table, TableRow } from '../../src/kube.ts'
import { columnId } from '../../src/views/columns.ts'
import { cases, fixture } from '../support/fixtures.ts'
import { fieldsOf } from '../support/openapi.ts'
import { watched } from '../support/read-paths.ts'
import { connected, needs } from '../support/target.ts'

const now = new Date('2026-11-25T12:00:00Z')

/** Columns that say something else than kubectl on purpose. */
const ours: Readonly<Record<string, readonly string[]>> = {
  pods: ['restarts'],
  // Its host is a column of its own.
  events: ['source'],
  // Of a claim without a volume they are what it asks for.
  persistentvolumeclaims: ['access-modes'],
  services: ['external-ip'],
  // With a space between several.
  'daemonsets.apps': ['containers', 'images'],
  'deployments.apps': ['containers', 'images'],
  'replicasets.apps': ['containers', 'images'],
  'statefulsets.apps': ['containers', 'images'],
  // Of one that failed it ends with it.
  'jobs.batch': ['containers', 'images', 'duration'],
  'cronjobs.batch': ['containers', 'images'],
  // With every metric's name.
  'horizontalpodautoscalers.autoscaling': ['targets'],
}
/** Words of a status that are better: a node that is cordoned is so on purpose; between two tries of a crash loop the kubelet says how it ended, and of an evicted pod how its container did. */
const better: Readonly<Record<string, (printed: string, said: string) => boolean>> = {
  pods: (printed, said) =>
    /^(?:Init:)?CrashLoopBackOff$|^Evicted$/.test(said) &&
    /^(?:Init:)?(?:Error|OOMKilled|Completed|ContainerStatusUnknown)$/.test(printed),
  nodes: (printed, said) => {
    const [word, cordoned] = printed.split(',')
    return cordoned === 'SchedulingDisabled' && said === (word === 'Ready' ? 'Cordoned' : word)
  },
}

async function served(id: string): Promise<{ kube: Kube; resource: Resource }> {
  const kube = (await connected()).kube()
  const resource = (await kube.discovery()).get(id)
  if (resource === undefined) throw new Error(`${id} is not served`)
  return { kube, resource }
}

const list = (kube: Kube, resource: Resource, reads?: readonly string[]) =>
  kube.fill(resource, { namespace: null, reads })

test.each([...resources].filter((id) => kindOf(id)?.reads !== null))(
  'columns of %s that kubectl has too say the same',
  async (id) => {
    const { kube, resource } = await served(id)
    const kind = kindOf(id)!
    // Objects change while they are read twice: only those of one version are compared.
    const [printed, objects] = [await list(kube, resource), await list(kube, resource, kind.reads!)]
    const shared = kind.columns
      .map((column) => ({ column, at: columnsOf(printed).indexOf(columnId(column.title)) }))
      .filter(({ column, at }) => at >= 0 && !(ours[id] ?? []).includes(columnId(column.title)))
    expect(shared.length).toBeGreaterThan(0)
    let compared = 0
    for (const { meta, cells } of printed.rows) {
      const twin = objects.rows.find(
        ({ meta: of }) => of.uid === meta.uid && of.resourceVersion === meta.resourceVersion,
      )
      if (twin?.object === undefined) continue
      compared += 1
      for (const { column, at } of shared) {
        const word = plain(cells[at])
        const { text, time } = column.cell(twin.object)
        // kubectl prints the age of that moment.
        if (time !== undefined) continue
        const fine = column.title === 'Status' && better[id]?.(word, text) === true
        if (!fine && !isNothing(word, text))
          expect(text, `${column.title} of ${meta.name}`).toBe(word)
      }
    }
    expect(compared).toBeGreaterThan(0)
  },
)

const columnsOf = ({ columns }: Table) => columns.map(({ name }) => columnId(name))
/** A node that says nothing of its system: kubectl has a word for it. */
const isNothing = (word: string, text: string) => word === '<unknown>' && text === ''
const plain = (cell: TableRow['cells'][number] | undefined) =>
  cell === null || cell === undefined || cell === '<none>' || cell === '<unset>' ? '' : String(cell)

needs('openapi').each([...resources])(
  '%s reads only fields that the API server serves',
  async (id) => {
    const { resource } = await served(id)
    const kind = kindOf(id)!
    const known = await fieldsOf(resource)
    const read = new Set<string>(kind.reads ?? [])
    for (const name of cases(id)) note(id, fixture(id, name), read)
    const own = [...read].filter((path) => !path.startsWith('metadata.'))
    expect(own.filter((path) => !known(path))).toEqual([])
  },
)

/** Everything that the kind reads of an object, whole or as another one. */
function note(id: string, object: KubeObject, read: Set<string>): void {
  const kind = kindOf(id)!
  const seen = watched(object, (path) => read.add(path))
  kind.status(seen)
  for (const column of kind.columns) column.cell(seen)
  for (const facet of Object.values(kind.facets)) facet(seen)
  kind.sections(seen, now)
  kind.problems(seen, now)
  kind.told?.(seen, [], now)
  for (const { which } of kind.relations) which(seen)
}
