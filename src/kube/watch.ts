/** Watch events of Secrets with their values hidden, whichever form the server sends them in. */
import { fromJson } from './json.ts'
import type { KubeObject } from './object.ts'
import { hideCopies, hideSecrets } from './secrets.ts'

interface Event {
  readonly type: string
  readonly object: KubeObject & {
    readonly rows?: readonly { readonly object?: KubeObject | null }[] | null
  }
}

/** The same lines with nothing of a value in them. A line that is no event is left out. */
export async function* hideEvent(events: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const line of events) {
    const event = eventOf(line)
    if (event !== null) yield Buffer.from(`${JSON.stringify(hide(event))}\n`)
  }
}

function eventOf(line: Buffer): Event | null {
  try {
    return fromJson<Event>(line)
  } catch {
    return null
  }
}

function hide(event: Event): Event {
  const { object } = event
  if (event.type === 'ERROR') return event
  if (object.kind !== 'Table') return { ...event, object: hideSecrets(object, 'secrets') }
  const rows = (object.rows ?? []).map((row) => {
    if (row.object === undefined || row.object === null) return row
    const hidden = hideSecrets(row.object, 'secrets')
    return { ...row, object: { ...hidden, metadata: hideCopies(row.object.metadata) } }
  })
  return { ...event, object: { ...object, rows } }
}
