/** An image’s program as a container runs it: its own root, which nobody can write to, a user that nobody knows, the first process. */
import { spawn } from 'node:child_process'
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Image } from './dockerfile.ts'
import { listening, type Program } from './program.ts'

/** As OpenShift chooses them, one for each namespace; the group is always 0. */
export const user = 1_000_730_000

const inside = `
  mount --bind "$ROOT" "$ROOT"
  mount -t proc proc "$ROOT/proc"
  mount -o remount,bind,ro "$ROOT"
  exec env -i "$@"`

/**
 * As root of this machine alone; it shares the network of this machine.
 * @param mounted path in the container → file here.
 */
export async function contained(
  image: Image,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  mounted: Readonly<Record<string, string>> = {},
): Promise<Program> {
  await mkdir(join(image.root, 'proc'), { recursive: true })
  for (const [path, file] of Object.entries(mounted)) {
    await mkdir(dirname(join(image.root, path)), { recursive: true })
    await copyFile(file, join(image.root, path))
  }
  const variables = Object.entries({ ...image.env, ...env }).map((pair) => pair.join('='))
  const within = ['unshare', `--root=${image.root}`, `--wd=${image.workdir}`]
  const program = [...within, `--setgid=0`, `--setuid=${user}`, ...image.entrypoint, ...args]
  const apart = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-euc', inside, 'sh']
  const child = spawn(
    'unshare',
    [...apart, ...variables, `PATH=${process.env['PATH']}`, ...program],
    {
      env: { PATH: process.env['PATH'], ROOT: image.root },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  return listening(child, async (name) => {
    const { pid } = child
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
    const first = Number(children.trim())
    if (first > 0) process.kill(first, name)
  })
}
