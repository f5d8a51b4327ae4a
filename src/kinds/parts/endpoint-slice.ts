/** The fields of an EndpointSlice that are read here (discovery/v1), and how much of it answers. */
import type { KubeObject, Status } from '../../kind.ts'
import { remembered } from './remembered.ts'

export interface EndpointSlice extends KubeObject {
  readonly addressType?: string
  readonly endpoints?: readonly Endpoint[] | null
  readonly ports?:
    | readonly {
        readonly name?: string
        readonly port?: number
        readonly protocol?: string
        readonly appProtocol?: string
      }[]
    | null
}

export interface Endpoint {
  readonly addresses?: readonly string[]
  /** Nothing said is ready. */
  readonly conditions?: {
    readonly ready?: boolean
    readonly serving?: boolean
    readonly terminating?: boolean
  }
  readonly hostname?: string
  readonly nodeName?: string
  readonly zone?: string
  readonly targetRef?: {
    readonly kind?: string
    readonly namespace?: string
    readonly name?: string
  }
}

export const isReady = ({ conditions }: Endpoint): boolean => conditions?.ready !== false

export const endpointsOf = ({ endpoints }: EndpointSlice): readonly Endpoint[] => endpoints ?? []

export const readyOf = (slice: EndpointSlice): number => endpointsOf(slice).filter(isReady).length

export const sliceStatus: (slice: EndpointSlice) => Status = remembered((slice: EndpointSlice) => {
  const all = endpointsOf(slice).length
  const ready = readyOf(slice)
  if (all === 0) return { tone: 'idle', word: 'Empty', reason: '' }
  if (ready === all) return { tone: 'ok', word: 'Ready', reason: '' }
  if (ready === 0) return { tone: 'bad', word: 'Not ready', reason: 'nothing answers' }
  return { tone: 'warn', word: 'Partly ready', reason: `${ready} of ${all}` }
})

/** kubectl's: the first three, and how many more. */
export function firstThree(words: readonly string[]): string {
  const more = words.length - 3
  return words.slice(0, 3).join(',') + (more > 0 ? ` + ${more} more...` : '')
}
