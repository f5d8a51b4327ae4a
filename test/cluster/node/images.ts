/** Container images made of busybox alone, as archives that containerd imports: no registry is asked. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const busybox = '/bin/busybox'

/** What holds a pod's namespaces. */
export const pause = 'registry.example.com/pause:1'

export type Image = {
  readonly tags: string[]
  readonly config: object
  /** Writes what is in it below a folder. */
  fill(root: string): Promise<unknown>
}

const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const images: Record<string, Image> = {
  busybox: {
    tags: ['registry.example.com/tools/busybox:1.35'],
    config: { Cmd: ['sh'], Env: [path] },
    fill: async (root) => {
      await place(join(root, 'bin/busybox'))
      await run(busybox, ['--install', join(root, 'bin')])
      await folders(root, 'etc', 'tmp', 'root', 'var')
      await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
    },
  },
  // as distroless images are: one program, and no shell to run beside it
  distroless: {
    tags: ['registry.example.com/shop/static-site:2.1.0'],
    config: { Entrypoint: ['/httpd'], Cmd: ['-f', '-v', '-p', '8080', '-h', '/site'] },
    fill: async (root) => {
      await place(join(root, 'httpd'))
      await folders(root, 'site')
      await writeFile(join(root, 'site/index.html'), '<h1>the shop is open</h1>\n')
    },
  },
  pause: {
    // the shop's DaemonSet runs on every node, on the real one too
    tags: [pause, 'registry.example.com/infra/agent:9.1'],
    config: { Entrypoint: ['/sleep', 'infinity'] },
    fill: (root) => place(join(root, 'sleep')),
  },
}

/** Writes `NAME.tar` for each image into a folder. */
export async function writeImages(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await Promise.all(Object.entries(images).map(([name, image]) => archive(folder, name, image)))
}

/** Writes `NAME.tar` in the layout of `docker save`: the image's configuration, one layer, and what names both. */
export async function archive(folder: string, name: string, image: Image): Promise<void> {
  const work = join(folder, name)
  const root = join(work, 'root')
  await mkdir(root, { recursive: true })
  await image.fill(root)
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  await run('tar', ['-C', root, ...same, '-cf', join(work, 'layer.tar'), '.'])
  const layer = createHash('sha256').update(await readFile(join(work, 'layer.tar')))
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: image.config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer.digest('hex')}`] },
  }
  const manifest = [{ Config: 'config.json', RepoTags: image.tags, Layers: ['layer.tar'] }]
  await writeFile(join(work, 'config.json'), JSON.stringify(config))
  await writeFile(join(work, 'manifest.json'), JSON.stringify(manifest))
  const parts = ['manifest.json', 'config.json', 'layer.tar']
  await run('tar', ['-C', work, ...same, '-cf', join(folder, `${name}.tar`), ...parts])
  await rm(work, { recursive: true })
}

/** A copy of busybox, which acts as the program that it is called. */
async function place(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await copyFile(busybox, file)
}

async function folders(root: string, ...names: string[]): Promise<void> {
  for (const name of names) await mkdir(join(root, name), { recursive: true })
}
