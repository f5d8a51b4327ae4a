/** The image, made by the Dockerfile's steps and run as a container runs it, before a real API server. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asInImage } from '../bench/process.ts'
import { ask } from '../support/ask.ts'
import { contained, user } from '../support/contained.ts'
import { buildImage, type Image } from '../support/dockerfile.ts'
import type { Program } from '../support/program.ts'
import { target } from '../support/target.ts'

describe('the image', () => {
  let image: Image
  let program: Program
  let origin: string

  beforeAll(async () => {
    image = await buildImage()
    const { address } = await target()
    const ca = join(image.root, '../ca.crt')
    await writeFile(ca, String(address.ca))
    const { hostname, port } = address.url
    const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port }
    program = await contained(image, ['--port=0'], env, { '/etc/portlight/ca.crt': ca })
    origin = `http://127.0.0.1:${program.address.port}`
  }, 120_000)
  afterAll(async () => {
    await program?.stop()
    await image?.remove()
  })

  it('is started as the benchmarks start it', () => {
    expect(image.entrypoint).toEqual(['/usr/bin/node', ...asInImage])
  })

  it('is for a user that is named by a number, and runs as any other', async () => {
    expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    const [first] = await within(program)
    const status = await readFile(`/proc/${first}/status`, 'utf8')
    expect(status).toMatch(new RegExp(`^Uid:\\t${user}\\t${user}\\t${user}`, 'm'))
    expect(status).toMatch(/^NSpid:\t\d+\t1$/m)
    expect(status).toMatch(/^CapEff:\t0+$/m)
  })

  it('has a root that nobody can write to', async () => {
    const [first] = await within(program)
    const mounts = await readFile(`/proc/${first}/mountinfo`, 'utf8')
    expect(mounts).toMatch(/ \/ ro,/)
  })

  it('signs people in to the cluster around it, with their own rights', async () => {
    expect((await ask(origin, '/readyz')).status).toBe(200)
    expect((await ask(origin, '/c/in-cluster/pods')).status).toBe(401)
    const ada = (await (await target('ada')).credential.headers()) as Record<string, string>
    const rights = await ask(origin, '/c/in-cluster/nodes', { headers: ada })
    expect(rights.status).toBe(403)
    const admin = (await (await target()).credential.headers()) as Record<string, string>
    const list = await ask(origin, '/c/in-cluster/pods?q=/cart/&as=txt', { headers: admin })
    expect(list.status).toBe(200)
    expect(list.body).toContain('cart')
  })

  it('has its styles and its scripts', async () => {
    const { body } = await ask(origin, '/c/in-cluster/pods')
    const assets = [...body.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(assets.length).toBeGreaterThan(1)
    for (const path of assets) expect((await ask(origin, path)).status).toBe(200)
  })

  it('ends by itself when it is asked to, though it is the first process', async () => {
    expect(await program.end()).toBe(0)
  })
})

/** The process of the container, as this machine numbers it. */
async function within({ pid }: Program): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.trim().split(' ').map(Number)
}
