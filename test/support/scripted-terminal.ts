/** A terminal whose process and page do what a test says. */
import type { Channel, Connection, End } from '../../src/kube.ts'
import {
  type Around,
  type Ended,
  type Limits,
  Terminals,
  type Viewer,
  type Why,
} from '../../src/terminals.ts'

export const limits: Limits = {
  away: 60_000,
  idle: 600_000,
  longest: 3_600_000,
  review: 30_000,
  each: 2,
  all: 3,
}

/** A process that does what it is told. */
export function scripted() {
  const did: string[] = []
  let to: Parameters<Channel['listen']>[0] | undefined
  const channel: Channel = {
    listen: (listener) => void (to = listener),
    write: (bytes, taken) => {
      did.push(`write ${JSON.stringify(Buffer.from(bytes).toString())}`)
      taken?.()
    },
    resize: ({ cols, rows }) => void did.push(`size ${cols}×${rows}`),
    hold: () => void did.push('hold'),
    go: () => void did.push('go'),
    finish: () => did.push('finish') > 0,
    close: () => void did.push('close'),
  }
  return {
    channel,
    did,
    writes: (text: string | Buffer) => to?.output(Buffer.from(text), false),
    ends: (end: End) => to?.ended(end),
  }
}

export function looking() {
  const seen: string[] = []
  let bytes = 0
  let backlog = 0
  const viewer: Viewer = {
    backlog: () => backlog,
    begins: (_, from) => {
      seen.push(`at ${from.at}, lost ${from.lost}`)
      if (from.seen > 0) seen.push(`seen ${from.seen}`)
    },
    output: (piece) => {
      bytes += piece.length
      if (piece.length < 100) seen.push(piece.toString())
    },
    warned: () => void seen.push('warned'),
    prove: () => void seen.push('prove'),
    silent: (why) => void seen.push(`silent: ${why?.by ?? 'no'}`),
    ended: (ended: Ended) => void seen.push(`ended: ${ended.how}`),
    taken: () => void seen.push('taken'),
  }
  return { viewer, seen, bytes: () => bytes, piles: (size: number) => void (backlog = size) }
}

const resource = { id: 'pods', kind: 'Pod' } as never
export const about = (owner = 'ada') => ({
  owner,
  ref: { resource, namespace: 'shop', name: 'cart' },
  uid: 'u',
  container: 'app',
  command: ['sh'],
  tty: true,
  reads: true,
})

export const never = () => new Promise<Channel>(() => {})
export const opened = async () => scripted().channel

export const well = async (): Promise<Why> => ({ by: 'nothing' })

/** Nothing is asked of it and nothing heard. */
export const idle = {
  allowed: async () => {},
  proved: () => {},
  met: () => {},
  look: well,
  over: () => {},
}

export async function begun(
  book = new Terminals(limits),
  allowed: Around['allowed'] = async () => {},
  look = well,
) {
  const process = scripted()
  const over: Ended[] = []
  const proofs: Connection[] = []
  const proved = (by: Connection) => void proofs.push(by)
  const ends = (ended: Ended) => void over.push(ended)
  const around = { allowed, proved, met: () => {}, look, over: ends }
  const terminal = await book.begin(about(), async () => process.channel, around)
  return { ...process, terminal, over, book, proofs }
}
