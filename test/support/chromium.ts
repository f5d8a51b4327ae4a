/** Finds a Chromium for the browser tests: the one that npm brought, unpacked once, else the system's. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const cache = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url))

/** Runs once before the browser tests, which inherit the environment; PORTLIGHT_TEST_CHROMIUM names another. */
export default async function setup(): Promise<void> {
  process.env['PORTLIGHT_TEST_CHROMIUM'] ||= (await brought()) ?? installed.find(existsSync) ?? ''
  if (process.env['PORTLIGHT_TEST_CHROMIUM'] === '')
    throw new Error('No Chromium starts here: install one, or name it in PORTLIGHT_TEST_CHROMIUM.')
}

/** It is the same for everybody and starts in a third of the time of a whole browser; null where it does not run. */
async function brought(): Promise<string | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  const file = await unpacking(() => chromium.executablePath())
  // Its own fonts: a machine may have none, and everybody's pages are equally wide.
  const fonts = `<dir>${cache}/fonts</dir><cachedir>${cache}/fonts-cache</cachedir>`
  writeFileSync(join(cache, 'fonts.conf'), `<fontconfig>${fonts}</fontconfig>`)
  process.env['FONTCONFIG_FILE'] = join(cache, 'fonts.conf')
  if (starts(file)) return file
  const door = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  await unpacking(() => inflate(join(dirname(door), '../bin/al2023.tar.br')))
  process.env['LD_LIBRARY_PATH'] = join(cache, 'al2023/lib')
  if (starts(file)) return file
  delete process.env['LD_LIBRARY_PATH']
  return null
}

/** The package unpacks into the folder of temporary files: here one that outlives the run. */
async function unpacking<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = cache
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** False where a shared library is missing (libnss3). */
function starts(file: string): boolean {
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
