/** What is measured: Portlight as an image holds it, stripped of types, under dist/image. */
import { execFileSync } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
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
  run('deploy/strip.js', folder)
  rmSync(join(folder, 'node_modules'), { force: true })
  symlinkSync('../../node_modules', join(folder, 'node_modules'))
  return folder
}
