/** What the cookies of a session hold: sealed for one cluster, small enough for whatever stands in between. */
import { randomBytes } from 'node:crypto'
import { InvalidInput } from '../errors.ts'
import { isRecord, parsed } from '../json.ts'
import { largest } from './claims.ts'
import type { Seal } from './seal.ts'

export interface Inside {
  /** Another one at each sign-in. */
  readonly id: string
  readonly token: string
  /** When it began, milliseconds since 1970. */
  readonly at: number
}

export interface Keeper {
  /** @param room characters that its name takes. @throws InvalidInput for a token too large to be kept. */
  begin(cluster: string, token: string, room: number, at: number): string
  /** Null: nobody's. */
  open(sealed: string, cluster: string): Inside | null
  stamp(cluster: string, id: string, at: number): string
  /** When it was stamped; 0 for no stamp, or that of another session. */
  stamped(stamp: string, cluster: string, id: string): number
}

/** Bytes. Browsers keep 4,096 of a cookie; a proxy's buffer for all headers of an answer holds no more (nginx: proxy_buffer_size). */
const most = 3500

const use = (cluster: string) => `used ${cluster}`

export function keeper(seal: Seal): Keeper {
  return {
    begin(cluster, token, room, at) {
      const inside: Inside = { id: randomBytes(12).toString('base64url'), token, at }
      const sealed = seal.close(JSON.stringify(inside), cluster)
      if (sealed.length + room > most) throw tooLarge(token, sealed.length)
      return sealed
    },
    open: (sealed, cluster) => insideOf(seal.open(sealed, cluster)),
    stamp: (cluster, id, at) => seal.close(JSON.stringify([id, at]), use(cluster)),
    stamped(stamp, cluster, id) {
      const said = parsed(seal.open(stamp, use(cluster)) ?? '')
      if (!Array.isArray(said) || said[0] !== id) return 0
      return typeof said[1] === 'number' ? said[1] : 0
    },
  }
}

function insideOf(text: string | null): Inside | null {
  const said = parsed(text ?? '')
  if (!isRecord(said)) return null
  const { id, token, at } = said
  const whole = typeof id === 'string' && typeof token === 'string' && typeof at === 'number'
  return whole ? { id, token, at } : null
}

const told = (bytes: number) => bytes.toLocaleString('en')

function tooLarge(token: string, bytes: number): InvalidInput {
  const size = `This token is too large for a cookie (${told(bytes)} bytes sealed, at most ${told(most)}).`
  const large = largest(token)
  const what = `Large in it: ${large}. Whoever issues it can leave these out.`
  return new InvalidInput({
    token: large === '' ? size : `${size} It has ${told(token.length)} bytes. ${what}`,
  })
}
