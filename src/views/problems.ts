/** What is wrong with an object, on top of its page. Pure. */
import type { Problem, Step } from '../kind.ts'
import { cut } from './room.ts'
import { address, type Around } from './said.ts'

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

/** Problems that are shown: more of them say nothing more. */
const most = 6

/** @param part the address of another part of the object. */
export function problemBoxes(
  problems: readonly Problem[],
  around: Around,
  part: (name: string) => string,
): readonly ProblemBox[] {
  return problems.slice(0, most).map(({ tone, title, evidence, next }) => ({
    tone,
    title: cut(title, 300),
    evidence: evidence.filter((text) => text !== '').map((text) => cut(text, 1000)),
    next: next.map((step) => link(step, around, part)),
  }))
}

function link(
  { text, to, part: other, run = '' }: Step,
  around: Around,
  part: (name: string) => string,
): StepLink {
  const href = other === undefined ? (to === undefined ? '' : address(to, around)) : part(other)
  return { text: cut(text, 300), href, run: cut(run, 600) }
}
