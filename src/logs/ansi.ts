/** Terminal colours as pieces with class names; every other escape is taken out. Pure. */

export interface Piece {
  readonly text: string
  /** Class names, empty for plain text: `f1` to `f255`, `g…` behind it, `b` bold, `d` dim, `i`, `u`. */
  readonly look: string
}

/** SGR; any other CSI; OSC and the like with their ends; single escapes. Control characters stay: the page shows them. */
const escapes =
  // eslint-disable-next-line no-control-regex -- escapes are what it is about
  /\u001B(?:\[(?:([0-9;:]*)m|[0-?]*[ -/]*[@-~])|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[PX^_][^\u001B]*(?:\u001B\\)?|[ -/]*[0-~])/g

interface Pen {
  front: string
  back: string
  readonly on: Set<string>
  swapped: boolean
}

/** One line. Colours do not go on into the next line: lines of many sources stand side by side. */
export function pieces(line: string): readonly Piece[] {
  if (!line.includes('\u001B')) return [{ text: line, look: '' }]
  const pen: Pen = { front: '', back: '', on: new Set(), swapped: false }
  const found: Piece[] = []
  let from = 0
  const put = (text: string) => {
    if (text !== '') found.push({ text, look: lookOf(pen) })
  }
  for (const match of line.matchAll(escapes)) {
    put(line.slice(from, match.index))
    from = match.index + match[0].length
    if (match[1] !== undefined) apply(pen, match[1])
  }
  put(line.slice(from))
  return found
}

/** The line's own words. */
export const bare = (line: string): string =>
  line.includes('\u001B') ? line.replaceAll(escapes, '') : line

/** For a terminal: colours stay and end with the line, every other escape goes; `shown` is what the rest becomes. */
export function coloured(line: string, shown: (text: string) => string): string {
  if (!line.includes('\u001B')) return shown(line)
  let [from, text, inked] = [0, '', false]
  for (const match of line.matchAll(escapes)) {
    text += shown(line.slice(from, match.index))
    from = match.index + match[0].length
    if (match[1] === undefined) continue
    text += match[0]
    inked = true
  }
  return `${text}${shown(line.slice(from))}${inked ? '\u001B[0m' : ''}`
}

function lookOf({ front, back, on, swapped }: Pen): string {
  const [ink, ground] = swapped ? [back || '0', front || '7'] : [front, back]
  const words = [ink === '' ? '' : `f${ink}`, ground === '' ? '' : `g${ground}`, ...on]
  return words.filter((word) => word !== '').join(' ')
}

const styles: Readonly<Record<number, string>> = { 1: 'b', 2: 'd', 3: 'i', 4: 'u' }
const ends: Readonly<Record<number, readonly string[]>> = { 22: ['b', 'd'], 23: ['i'], 24: ['u'] }

function apply(pen: Pen, parameters: string): void {
  const codes = (parameters === '' ? '0' : parameters).split(/[;:]/).slice(0, 64).map(Number)
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0
    if (code === 38 || code === 48) at += colour(pen, code, codes.slice(at + 1))
    else simple(pen, code)
  }
}

function simple(pen: Pen, code: number): void {
  const style = styles[code]
  if (code === 0) reset(pen)
  else if (style !== undefined) pen.on.add(style)
  else if (ends[code] !== undefined) for (const each of ends[code]) pen.on.delete(each)
  else if (code === 7 || code === 27) pen.swapped = code === 7
  else plain(pen, code)
}

function reset(pen: Pen): void {
  pen.front = ''
  pen.back = ''
  pen.on.clear()
  pen.swapped = false
}

/** The sixteen colours of a terminal, and none: where each row of them begins, and its first colour. */
const rows: readonly (readonly [number, 'front' | 'back', number])[] = [
  [30, 'front', 0],
  [40, 'back', 0],
  [90, 'front', 8],
  [100, 'back', 8],
]

function plain(pen: Pen, code: number): void {
  if (code === 39) pen.front = ''
  if (code === 49) pen.back = ''
  const row = rows.find(([first]) => code >= first && code < first + 8)
  if (row !== undefined) pen[row[1]] = String(code - row[0] + row[2])
}

/** `5;N` one of 256, `2;R;G;B` the nearest of them. @returns how many codes it took. */
function colour(pen: Pen, code: number, rest: readonly number[]): number {
  const [sort, ...values] = rest
  const one = sort === 5 ? (values[0] ?? 0) : cube(values)
  if (sort !== 5 && sort !== 2) return 0
  const name = String(Math.min(255, Math.max(0, Math.round(one) || 0)))
  if (code === 38) pen.front = name
  else pen.back = name
  return sort === 5 ? 2 : 4
}

const step = (value: number) => Math.min(5, Math.max(0, Math.round(value / 51) || 0))

function cube([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 16 + 36 * step(red) + 6 * step(green) + step(blue)
}
