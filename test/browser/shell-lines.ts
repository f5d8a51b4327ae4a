/** Lines between the page of a shell and Portlight: what passes on them, and what does not. */
/// <reference lib="dom" />
import type { Page } from 'playwright'

/** What a page says to have shown. */
export function shown(page: Page): () => number {
  let most = 0
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { shown: upTo } = /"shown":(?<shown>\d+)/.exec(String(payload))?.groups ?? {}
      most = Math.max(most, Number(upTo ?? 0))
    }),
  )
  return () => most
}

/** From the start, or once `window.blocked` is set, no WebSocket passes. */
export const blocking = (page: Page, from: boolean) =>
  page.addInitScript((blocked) => {
    const Passing = window.WebSocket
    const all: globalThis.WebSocket[] = []
    Object.assign(window, { blocked, all })
    class Refused extends EventTarget {
      static readonly OPEN = 1
      readyState = 3
      constructor() {
        super()
        setTimeout(() => this.dispatchEvent(new Event('close')))
      }
      close(): void {}
    }
    window.WebSocket = new Proxy(Passing, {
      construct(_, args: [string, string[]]): object {
        if ((window as unknown as { blocked: boolean }).blocked) return new Refused()
        const socket = new Passing(...args)
        all.push(socket)
        return socket
      },
    })
  }, from)

/** The line is cut, and no WebSocket passes after it. */
export const cut = (page: Page) =>
  page.evaluate(() => {
    const { all } = window as unknown as { all: globalThis.WebSocket[] }
    Object.assign(window, { blocked: true })
    for (const each of all) each.close()
  })
