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

/** Problems that are shown: more of them say nothing more. */
const most = 6

export function problemBoxes(
  problems: readonly Problem[],
  around: Around,
  part: PartAddress,
  context = '',
): readonly ProblemBox[] {
  return problems.slice(0, most).map(({ tone, title, evidence, next }) => ({
    tone,
    title: cut(title, 300),
    evidence: evidence.filter((text) => text !== '').map((text) => cut(text, 1000)),
    next: next.map((step) => ({ ...link(step, around, part), run: runOf(step, context) })),
  }))
}

const link = (step: Step, around: Around, part: PartAddress) => ({
  text: cut(step.text, 300),
  href: leads(step, around, part),
})

const runOf = ({ run = '' }: Step, context: string): string => cut(inContext(run, context), 600)

function leads({ to, part: other, query }: Step, around: Around, part: PartAddress): string {
  if (other === undefined) return to === undefined ? '' : address(to, around)
  return to === undefined ? part(other, query) : partAddress(to, other, query, around)
}
