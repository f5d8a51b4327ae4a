/** Editing an object as text: what is sent, what changes, and what others changed meanwhile. Pure. */
export { cutForEdit, identityOf, sentText, unixLines } from './edit/text.ts'
export { Malformed, valuesOf } from './edit/values.ts'
export { hunksOf, type Hunk, linesOf } from './edit/hunks.ts'
export { combine, type Combined, type Draft } from './edit/combine.ts'
export { changesOf, leavesOf, within } from './edit/leaves.ts'
export { lineOf } from './edit/line-of.ts'
export { difference, mergePatch } from './edit/patch.ts'
export type { Clash } from './edit/merge.ts'
