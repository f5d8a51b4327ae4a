/** Keys and commands, and a command that was not understood. Pure. */
import type { Foot, Link, Shell } from '../shell.ts'
import type { Unclear } from './read.ts'
import { verbs } from './verbs.ts'
import { firstOf } from './words.ts'

export interface CommandPage {
  readonly shell: Shell
  readonly title: string
  /** Null where nothing is wrong. */
  readonly broken: {
    readonly before: string
    readonly part: string
    readonly after: string
    readonly why: string
    /** What may have been meant. */
    readonly meant: readonly Link[]
  } | null
  readonly groups: readonly Keys[]
  readonly commands: readonly { readonly typed: string; readonly does: string }[]
  readonly foot: Foot
}
interface Keys {
  readonly title: string
  readonly rows: readonly { readonly keys: readonly string[]; readonly does: string }[]
}

const row = (keys: string, does: string) => ({ keys: keys.split(' '), does })

const groups: readonly Keys[] = [
  {
    title: 'Everywhere',
    rows: [
      row(':', 'a command; Ctrl-K or ⌘K as well'),
      row('/', 'filter the list or the log; else search'),
      row('?', 'this'),
      row('Esc', 'leave the command box; close what is open'),
    ],
  },
  {
    title: 'Go to',
    rows: [
      row('g o', 'overview'),
      row('g p', 'pods'),
      row('g d', 'deployments'),
      row('g s', 'services'),
      row('g i', 'ingresses'),
      row('g n', 'nodes'),
      row('g e', 'events'),
      row('g c', 'clusters'),
    ],
  },
  {
    title: 'In a list',
    rows: [
      row(
        'j k',
        'to the next row, and back; arrows as well. So on the overview and in what was found',
      ),
      row('/ ↵', 'filter, then on to the first row'),
      row('↵', 'open it'),
      row('l', 'its logs'),
      row('s', 'a shell in it'),
      row('y', 'its YAML'),
      row('e', 'its events'),
      row('x', 'select it; with Shift all from the last one'),
      row('.', 'let in what waits while you are in the table'),
    ],
  },
  {
    title: 'In a shell',
    rows: [
      row('Ctrl-Shift-C', 'copy what is selected'),
      row('Ctrl-Shift-V', 'paste'),
      row('Ctrl-`', 'out of it; all other keys are its own'),
    ],
  },
  {
    title: 'In the dock',
    rows: [
      row('Ctrl-`', 'into it, and out of it again; Esc stays with the shell'),
      row('← →', 'from tab to tab'),
      row('Del', 'close the tab'),
      row('↑ ↓', 'on its edge: higher, lower'),
    ],
  },
  {
    title: 'At an object',
    rows: [
      row('l', 'logs'),
      row('s', 'shell'),
      row('y', 'YAML'),
      row('e', 'events'),
      row('o', 'overview'),
    ],
  },
]

const examples: CommandPage['commands'] = [
  { typed: ':po', does: 'a kind by any of its names; the namespaces stay' },
  { typed: ':deploy shop', does: 'in a namespace; -n shop,web, all and -A as well' },
  { typed: ':po -n shop /cart status:failing', does: 'filtered: all behind the slash' },
  { typed: ':po app=cart', does: 'by labels; -l app=cart as well' },
  { typed: ':deploy/cart -n shop', does: 'one object; without -n whichever namespace has it' },
  { typed: ':no worker-1', does: 'one object of a kind without namespaces' },
  { typed: ':deploy @prod', does: 'in another cluster' },
  { typed: ':logs deploy/cart -n shop -f', does: 'its logs; -c, -p, --tail, --since as kubectl' },
]

export function commandPage(
  typed: string,
  unclear: Unclear | null,
  hrefOf: (command: string) => string,
): Omit<CommandPage, 'shell' | 'foot'> {
  const named = Object.entries(verbs).map(([names, { does }]) => ({
    typed: `:${firstOf(names)}`,
    does,
  }))
  return {
    title: unclear === null ? 'Keys and commands' : 'This command is not understood',
    broken: unclear && marked(typed, unclear, hrefOf),
    groups,
    commands: [...examples, ...named],
  }
}

function marked(
  typed: string,
  { at: { from, to }, message, meant }: Unclear,
  hrefOf: (command: string) => string,
): CommandPage['broken'] {
  const [before, after] = [typed.slice(0, from), typed.slice(to)]
  const links = meant.map((text) => ({ text, href: hrefOf(before + text + after) }))
  return { before, part: typed.slice(from, to), after, why: message, meant: links }
}
