/** Draining a node: which of its pods go, stay or hinder it, and what guards them. Pure. */
export { type Budget, budgetOf, guardOf, guards } from './drain/budget.ts'
export { type DaemonSets, fateOf, type Loss, skips } from './drain/fate.ts'
export {
  type Options,
  type Read,
  readOptions,
  sendingAway,
  usual,
  wordsOf,
} from './drain/options.ts'
export { type Entry, type Plan, planOf, type Seen } from './drain/plan.ts'
