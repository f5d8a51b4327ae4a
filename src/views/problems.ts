/** What is wrong with an object, on top of its page. Pure. */
import type { Problem, Step } from '../kind.ts'
import { inContext } from './in-context.ts'
import { cut } from './room.ts'
import type { Query } from '../urls.ts'
import { address, type Around, partAddress } from './said.ts'

export interface ProblemBox {
  readonly tone: Problem['tone']
  readonly title: string
  readonly evidence: readonly string[]
  readonly next: readonly StepLink[]
}
export interface StepLink {
  readonly text: string
  readonly href: string
  readonly run: string
}

/** The address of another part of the object. */
export type PartAddress = (name: string, query?: Query) => string

/** The object that they are about. */
export interface Here {
  readonly part: PartAddress
  /** The kubeconfig's name of its cluster, for commands; empty: it has none. */
  readonly context?: string | undefined
  /** Whether the person may do this to it, by the action's id; absent: nothing can be done from here. */
  readonly may?: ((action: string) => boolean) | undefined
}

/** Problems that are shown: more of them say nothing more. */
const most = 6

export function problemBoxes(
  problems: readonly Problem[],
  around: Around,
  here: Here,
): readonly ProblemBox[] {
  return problems.slice(0, most).map(({ tone, title, evidence, next }) => ({
    tone,
    title: cut(title, 300),
    evidence: evidence.filter((text) => text !== '').map((text) => cut(text, 1000)),
    next: next.map((step) => link(step, around, here)),
  }))
}

function link(step: Step, around: Around, here: Here): StepLink {
  const { text, run = '' } = step
  const line = inContext(run, here.context ?? '')
  return { text: cut(text, 300), href: leads(step, around, here), run: cut(line, 600) }
}

function leads({ to, part: other, query, act }: Step, around: Around, here: Here): string {
  const { part, may } = here
  if (act !== undefined) return may?.(act) === true ? part(act) : ''
  if (other === undefined) return to === undefined ? '' : address(to, around)
  return to === undefined ? part(other, query) : partAddress(to, other, query, around)
}
