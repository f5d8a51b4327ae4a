/* What finds words in a terminal: loaded when somebody looks for some. */
export { SearchAddon } from '@xterm/addon-search'
