/** What is measured: Portlight as an image holds it, packed into a few files without types, under dist/image. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Builds it anew from this checkout. @returns its folder. */
export function image(): string {
  const folder = join(root, 'dist/image')
  const run = (...args: string[]): void => {
    const quiet = '--disable-warning=ExperimentalWarning'
    execFileSync(process.execPath, [quiet, ...args], { cwd: root, stdio: 'inherit' })
  }
  run('public/build.js')
  run('deploy/pack.js', folder)
  return folder
}
