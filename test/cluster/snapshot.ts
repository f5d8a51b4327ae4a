/** Keeps etcd's data of a seeded cluster, so that the next one of its shape starts in seconds. */
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { constants } from 'node:fs'
import { dirname, join } from 'node:path'
import { key } from './build.ts'
import { snapshot } from './cache.ts'
import type { Shape } from './shape.ts'

const copying = { recursive: true, mode: constants.COPYFILE_FICLONE }

/** Copies the kept data into a new cluster's folder; false where there is none. */
export async function restore(shape: Shape, folder: string): Promise<boolean> {
  if (!(await isKept(shape))) return false
  await cp(snapshot(await keyOf(shape)), join(folder, 'etcd'), copying)
  return true
}

/** Whether a cluster of this shape would start from kept data. */
export async function isKept(shape: Shape): Promise<boolean> {
  const found = await stat(snapshot(await keyOf(shape))).catch(() => undefined)
  return found !== undefined
}

/** Compacts, runs `stop`, which must end etcd, and copies what it left. */
export async function save(
  shape: Shape,
  folder: string,
  port: number,
  stop: () => Promise<void>,
): Promise<void> {
  await compact(`http://127.0.0.1:${port}/v3`)
  await stop()
  const kept = snapshot(await keyOf(shape))
  const part = `${kept}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(dirname(kept), { recursive: true, mode: 0o700 })
  await cp(join(folder, 'etcd'), part, copying)
  await rm(kept, { recursive: true, force: true })
  await rename(part, kept)
}

/** Changes with the shape, the programs, and the files that say what is in a cluster of that shape. */
async function keyOf(shape: Shape): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify(shape))
    .update(await key())
  const parts = ['kwok', 'seed/people.ts']
  if (shape.seed === 'shop') parts.push('seed/shop.ts', 'seed/shop')
  if (shape.pods > 0) parts.push('seed/load.ts')
  if (shape.bare > 0) parts.push('seed/bare.ts')
  for (const part of parts) {
    for (const file of await filesOf(join(import.meta.dirname, part))) {
      hash.update(await readFile(file))
    }
  }
  return hash.digest('hex').slice(0, 12)
}

async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path]
  const found = await readdir(path, { recursive: true, withFileTypes: true })
  const files = found.filter((one) => one.isFile())
  return files.map((one) => join(one.parentPath, one.name)).toSorted()
}

/** Drops old revisions, most of what a fast seeding wrote. etcd serves its gRPC API as JSON too. */
async function compact(server: string): Promise<void> {
  const range = await post(`${server}/kv/range`, { key: Buffer.from('/').toString('base64') })
  const { header }: { header: { revision: string } } = JSON.parse(range)
  await post(`${server}/kv/compaction`, { revision: header.revision, physical: true })
  await post(`${server}/maintenance/defragment`, {})
}

async function post(url: string, body: unknown): Promise<string> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`etcd: ${url}: ${answer.status} ${text}`)
  return text
}
