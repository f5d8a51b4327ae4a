/** Who set which line of an object's YAML, and when, in words. Pure. */
import { Malformed, type Managed, ownersOf } from '../edit.ts'
import type { Cell } from './cell.ts'
import { instant } from './conditions.ts'
import { cut } from './room.ts'
import { counted } from './words.ts'

/** Beside a line that somebody owns. */
export interface LineOwner {
  /** Empty: the same as of the line before. */
  readonly text: string
  readonly title: string
}
export interface ManagerRow {
  readonly name: string
  /** `server-side apply`, `update of status, as autoscaling/v2`. */
  readonly what: string
  readonly since: Cell | null
  readonly lines: string
}
export interface YamlOwners {
  readonly managers: readonly ManagerRow[]
  /** One for each line; null: nobody's. */
  readonly lines: readonly (LineOwner | null)[]
}

/** Managers that are shown: an object has a dozen at most. */
const most = 50

export function yamlOwners(text: string, now: Date): YamlOwners {
  try {
    const { managed, lines } = ownersOf(text)
    const own = apiVersionOf(text)
    const names = managed.map((each) => cut(each.manager, 100) || 'not named')
    const titles = managed.map((each, at) => `${names[at]}: ${whatOf(each, own)}, ${each.time}`)
    const rows = managed.slice(0, most).map((each, at) => ({
      name: names[at] ?? '',
      what: whatOf(each, own),
      since: instant(each.time, now),
      lines: counted(lines.filter((owners) => owners.includes(at)).length, 'line'),
    }))
    return { managers: rows, lines: marks(lines, names, titles) }
  } catch (error) {
    if (error instanceof Malformed) return { managers: [], lines: [] }
    throw error
  }
}

function marks(
  lines: readonly (readonly number[])[],
  names: readonly string[],
  titles: readonly string[],
): YamlOwners['lines'] {
  let before = ''
  return lines.map((owners) => {
    const key = owners.join()
    const same = key === before
    before = key
    if (owners.length === 0) return null
    if (same) return { text: '', title: '' }
    const text = [...new Set(owners.map((at) => names[at]))].join(', ')
    return { text, title: owners.map((at) => titles[at]).join('\n') }
  })
}

/** In the version's words where they are not those of the text. */
function whatOf({ operation, subresource, apiVersion }: Managed, own: string): string {
  const verb = operation === 'Apply' ? 'server-side apply' : 'update'
  const of = subresource === '' ? '' : ` of ${cut(subresource, 60)}`
  const as = apiVersion === own || apiVersion === '' ? '' : `, as ${cut(apiVersion, 100)}`
  return verb + of + as
}

const apiVersionOf = (text: string) => /^apiVersion: "?([\w./-]+)/m.exec(text)?.[1] ?? ''
