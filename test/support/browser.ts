/** A browser in front of the demo, and pages of it that note everything that goes wrong. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { expect } from 'vitest'
import { baseOf, before } from './before.ts'
import { portlight, type Program } from './program.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Window {
  /** `http://127.0.0.1:PORT/a/b`, no slash at its end: of what stands in front, where something does. */
  readonly home: string
  /** Runs with a fresh page; afterwards nothing may have gone wrong on it but what was expected. */
  visit(
    run: (page: Page) => Promise<void>,
    options?: BrowserContextOptions,
    expected?: RegExp,
  ): Promise<void>
  close(): Promise<void>
}

/** @param starting what is visited, at that base path; absent: the demo. */
export async function open(base = '', starting?: Promise<Program>): Promise<Window> {
  const at = starting === undefined ? baseOf(base) : base
  const program = await (starting ?? portlight(['--demo', `--base-path=${at}`]))
  const front = await before(program.address.origin, at)
  const browser = await launched(program)
  return {
    home: front.home,
    async visit(run, options = {}, expected) {
      const context = await browser.newContext(options)
      context.setDefaultTimeout(30_000)
      const page = await context.newPage()
      const troubles = noted(page)
      try {
        await run(page)
      } finally {
        await context.close()
      }
      expect(troubles.filter((trouble) => expected?.test(trouble) !== true)).toEqual([])
    },
    async close() {
      await browser.close()
      await front.stop()
      await program.stop()
    },
  }
}

async function launched(program: Program): Promise<Browser> {
  const executablePath = process.env['PORTLIGHT_TEST_CHROMIUM'] ?? ''
  try {
    return await chromium.launch({ executablePath, args: flags })
  } catch (error) {
    await program.stop()
    throw error
  }
}

/** Errors of scripts and of the console, which tells violations of the policy too. */
function noted(page: Page): readonly string[] {
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    // An answer that is an error page is told on the console; what it is about is the test's own matter.
    const expected = /^Failed to load resource: the server responded with a status of \d+/
    if (['error', 'warning'].includes(message.type()) && !expected.test(message.text()))
      troubles.push(message.text())
  })
  return troubles
}
