/** P16: what a registry sends of the image: its layers, made by the Dockerfile's steps without an engine, in gzip. */
import { spawn } from 'node:child_process'
import { createGzip } from 'node:zlib'
import { buildImage } from '../support/dockerfile.ts'
import { type Figure, goals } from './figure.ts'

export async function size(): Promise<readonly Figure[]> {
  const image = await buildImage()
  try {
    const layers: number[] = []
    for (const layer of image.layers) layers.push((await packed(layer)) / 1e6)
    const [below = 0, own = 0] = layers
    return [
      {
        id: 'P16',
        name: 'container image, compressed',
        unit: 'MB',
        values: [below + own],
        goal: goals.image,
        how: `tar and gzip (level 6) of its ${layers.length} layers on this machine (${process.arch}): Node and what it is linked with ${below.toFixed(1)} MB, Portlight ${own.toFixed(1)} MB; no engine runs here, a real build was not run`,
      },
    ]
  } finally {
    await image.remove()
  }
}

/** Bytes that a folder takes as a layer. */
async function packed(folder: string): Promise<number> {
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner']
  const tar = spawn('tar', ['-C', folder, ...same, '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let bytes = 0
  for await (const chunk of tar.stdout.pipe(createGzip({ level: 6 })))
    bytes += (chunk as Buffer).length
  return bytes
}
