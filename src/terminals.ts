/** Shells that are open: processes in containers, each with the page that looks at it. */
export { type Limits, Terminals } from './terminals/book.ts'
export type { About, Around, Ended, From, Viewer } from './terminals/parties.ts'
export { mayComeBack, Unanswered, type Why } from './terminals/silence.ts'
export { Terminal } from './terminals/terminal.ts'
export { words } from './terminals/words.ts'
