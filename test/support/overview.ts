/** What an overview says is wrong, as plain values. */
import type { HTMLElement } from 'node-html-parser'

export interface Said {
  /** Of the object that it is told of. */
  readonly href: string
  readonly tone: string
  /** All that is said of it. */
  readonly text: string
  /** Where it leads, its own address aside. */
  readonly links: readonly string[]
  /** It stands on the first screen: not folded. */
  readonly shown: boolean
}

const clean = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export function wrongIn(html: HTMLElement): readonly Said[] {
  return html.querySelectorAll('#troubles li').map((entry) => {
    const [own, ...links] = entry
      .querySelectorAll('a')
      .map((link) => link.getAttribute('href') ?? '')
    return {
      href: own ?? '',
      tone: entry.querySelector('.s')?.getAttribute('data-tone') ?? '',
      text: clean(entry.text),
      links,
      shown: entry.closest('details') === null,
    }
  })
}

/** What of an object is said; empty where nothing is. */
export const saidOf = (all: readonly Said[], path: string): string =>
  all.find(({ href, shown }) => shown && href.endsWith(path))?.text ?? ''
