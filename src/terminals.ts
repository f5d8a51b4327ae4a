/** Shells that are open: processes in containers, each with the page that looks at it. */
export { type Limits, Terminals } from './terminals/book.ts'
export { type About, type Ended, Terminal, type Viewer } from './terminals/terminal.ts'
export { words } from './terminals/words.ts'
