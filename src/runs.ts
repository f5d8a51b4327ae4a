/** Work over many objects that goes on after the request that began it: whose it is, how far it is, what came of each. */
export type { Run, Step } from './runs/run.ts'
export type { Came, Ending, Item, State, Task, Way, Working } from './runs/task.ts'
export { Parted } from './runs/task.ts'
export { limits, Runs } from './runs/book.ts'
